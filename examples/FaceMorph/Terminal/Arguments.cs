using System.Globalization;

namespace FaceMorph.Terminal;

/// <summary>What the command line says.</summary>
internal sealed record Arguments(string Directory, int Seed)
{
    /// <summary>Reads <c>--out DIR</c> and <c>--seed NUMBER</c>.</summary>
    public static bool TryRead(string[] args, out Arguments arguments, out string fault)
    {
        arguments = new Arguments("out", 1);
        fault = "";
        for (int i = 0; i < args.Length; i += 2)
        {
            if (args[i] is not ("--out" or "--seed") || i + 1 == args.Length)
            {
                fault = args[i] is "--out" or "--seed" ? $"{args[i]} needs a value" : $"unknown argument '{args[i]}'";
                return false;
            }

            if (args[i] == "--out")
            {
                arguments = arguments with { Directory = args[i + 1] };
            }
            else if (int.TryParse(args[i + 1], NumberStyles.Integer, CultureInfo.InvariantCulture, out int seed))
            {
                arguments = arguments with { Seed = seed };
            }
            else
            {
                fault = $"--seed is '{args[i + 1]}'; it must be a whole number";
                return false;
            }
        }

        return true;
    }
}
