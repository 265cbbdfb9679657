return ItoSharp.Benchmarks.Commands.Run(args);
