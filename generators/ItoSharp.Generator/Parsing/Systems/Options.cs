using Microsoft.FSharp.Core;

namespace ItoSharp.Generator.Parsing;

/// <summary>Nullable numbers as the core's options.</summary>
internal static class Options
{
    public static FSharpOption<double> Of(double? value) =>
        value is { } number ? FSharpOption<double>.Some(number) : FSharpOption<double>.None;
}
