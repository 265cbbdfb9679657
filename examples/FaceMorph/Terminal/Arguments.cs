using System.Globalization;
using ItoSharp;
using ItoSharp.Gpu;

namespace FaceMorph.Terminal;

/// <summary>What the command line says.</summary>
internal sealed record Arguments(string Directory, int Seed, EnsembleDevice? Device)
{
    /// <summary>The line that tells how to call.</summary>
    public const string Usage = "usage: FaceMorph [--out DIR] [--seed NUMBER] [--device [opencl|cuda|cpu]]";

    /// <summary>
    /// Reads <c>--out DIR</c>, <c>--seed NUMBER</c> and <c>--device</c>: alone it is the best there is, with a name the first of that driver,
    /// or an error that says why there is none.
    /// </summary>
    public static bool TryRead(string[] args, out Arguments arguments, out string fault)
    {
        arguments = new Arguments("out", 1, null);
        fault = "";
        for (int i = 0; i < args.Length; i += 2)
        {
            if (args[i] == "--device")
            {
                string name = i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal) ? args[i + 1] : "";
                if (!TryFind(name, out EnsembleDevice? device, out fault))
                {
                    return false;
                }

                arguments = arguments with { Device = device };
                i -= name.Length == 0 ? 1 : 0;
                continue;
            }

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

    private static bool TryFind(string name, out EnsembleDevice? device, out string fault)
    {
        (device, fault) = (null, "");
        try
        {
            device = name switch
            {
                "" => Devices.Default,
                "opencl" => Devices.OpenCl()[0],
                "cuda" => Devices.Cuda()[0],
                "cpu" => EnsembleDevice.Cpu,
                _ => null,
            };
            fault = device is null ? $"--device is '{name}'; it must be opencl, cuda or cpu, or nothing: the best there is" : "";
        }
        catch (DeviceException error)
        {
            fault = error.Message;
        }

        return device is not null;
    }
}
