using System.Globalization;

namespace HestonCalibration;

/// <summary>What the command line says.</summary>
/// <param name="Paths">The paths of every simulation.</param>
/// <param name="Seeds">The seeds, a calibration each.</param>
/// <param name="Picture">Where the picture goes.</param>
internal sealed record Arguments(int Paths, ulong[] Seeds, string Picture)
{
    private const int Fewest = 4096;
    private const int Most = 1 << 22;

    /// <summary>How to call the program.</summary>
    public const string Usage = "usage: HestonCalibration [--paths N] [--seeds A,B,...] [PICTURE.svg]";

    /// <summary>Reads it.</summary>
    /// <exception cref="ArgumentException">An argument is wrong; the message says which and what would be right.</exception>
    public static Arguments Read(string[] given)
    {
        int paths = 100_000;
        ulong[] seeds = [1, 2, 3];
        string? picture = null;
        for (int i = 0; i < given.Length; i++)
        {
            string name = given[i];
            if (name is "--paths" or "--seeds")
            {
                string value = ++i < given.Length ? given[i] : throw new ArgumentException($"{name} needs a value");
                if (name == "--paths")
                {
                    paths = Number(value);
                }
                else
                {
                    seeds = [.. value.Split(',').Select(Seed)];
                }
            }
            else if (name.StartsWith('-') || picture is not null)
            {
                throw new ArgumentException($"'{name}' is not known; there are --paths, --seeds and one picture's path");
            }
            else
            {
                picture = name.EndsWith(".svg", StringComparison.OrdinalIgnoreCase)
                    ? name
                    : throw new ArgumentException($"the picture '{name}' must end in .svg: that is what is drawn");
            }
        }

        return new(paths, seeds, Path.GetFullPath(picture ?? "out/heston-calibration.svg"));
    }

    private static int Number(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= Fewest and <= Most
            ? number
            : throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"--paths is '{value}' and must be a number from {Fewest} to {Most}")
            );

    private static ulong Seed(string value) =>
        ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
            ? seed
            : throw new ArgumentException($"--seeds has '{value}', which is no number from 0 on; seeds are given as 1,2,3");
}
