using System.Globalization;
using Microsoft.CodeAnalysis;
using RefusedDeclarations;

// Compiles every file of a folder (examples/WrongDeclarations without an argument), each on its own, and prints its errors as a
// compiler does. The exit code is 0 if every file has exactly the errors its first line promises.
string folder = args.FirstOrDefault() ?? Folder();
int unexpected = 0;
string[] files = Directory.GetFiles(folder, "*.cs").Order(StringComparer.Ordinal).ToArray();
foreach (string file in files)
{
    Refusal refusal = await Refusal.OfAsync(file);
    foreach (Diagnostic error in refusal.Errors)
    {
        FileLinePositionSpan place = error.Location.GetLineSpan();
        string path = Path.GetRelativePath(Environment.CurrentDirectory, place.Path);
        Console.WriteLine(
            $"{path}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1}): error {error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}"
        );
    }

    if (!refusal.IsAsPromised)
    {
        unexpected++;
        Console.WriteLine($"{file}: expected {string.Join(", ", refusal.Promised)} and nothing else");
    }
}

Console.WriteLine(
    unexpected == 0
        ? $"{files.Length} wrong declarations, each refused as its first line says"
        : $"{unexpected} of {files.Length} files are not refused as their first line says"
);
return unexpected == 0 && files.Length > 0 ? 0 : 1;

// From anywhere inside the repository.
static string Folder()
{
    for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
    {
        string candidate = Path.Combine(at.FullName, "examples", "WrongDeclarations");
        if (Directory.Exists(candidate))
        {
            return candidate;
        }
    }

    throw new DirectoryNotFoundException("examples/WrongDeclarations is not above this program; name a folder");
}
