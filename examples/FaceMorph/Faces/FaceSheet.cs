using System.Globalization;
using System.Text;

namespace FaceMorph.Faces;

/// <summary>Reads a sheet of square grey faces stacked downwards in one binary PGM (P5) file.</summary>
internal static class FaceSheet
{
    /// <summary>The edge of a face in pixels.</summary>
    public const int Edge = 25;

    /// <summary>The pixels of a face.</summary>
    public const int Pixels = Edge * Edge;

    /// <summary>The faces as rows of pixels scaled to [-1, 1].</summary>
    public static double[][] Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        int position = 0;
        if (Token(file, ref position) != "P5")
        {
            throw new InvalidDataException($"{path}: not a binary PGM (P5) file.");
        }

        int width = Number(file, ref position, path);
        int height = Number(file, ref position, path);
        int maximum = Number(file, ref position, path);
        if (width != Edge || height % Edge != 0 || maximum != 255 || file.Length - position < width * height)
        {
            throw new InvalidDataException(
                $"{path}: {width} x {height} pixels up to {maximum}; expected {Edge} x (a multiple of {Edge}) up to 255, all present."
            );
        }

        var faces = new double[height / Edge][];
        for (int face = 0; face < faces.Length; face++)
        {
            faces[face] = new double[Pixels];
            for (int pixel = 0; pixel < Pixels; pixel++)
            {
                faces[face][pixel] = file[position++] / 127.5 - 1;
            }
        }

        return faces;
    }

    private static int Number(byte[] file, ref int position, string path)
    {
        string token = Token(file, ref position);
        return int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw new InvalidDataException($"{path}: the header holds '{token}' where a number is expected.");
    }

    // A token ends with exactly one white-space character: the pixels start right after the one behind the maximum.
    private static string Token(byte[] file, ref int position)
    {
        int start = position;
        while (position < file.Length && !char.IsWhiteSpace((char)file[position]))
        {
            position++;
        }

        return Encoding.ASCII.GetString(file, start, position++ - start);
    }
}
