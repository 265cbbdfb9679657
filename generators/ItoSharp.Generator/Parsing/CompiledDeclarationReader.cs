using System.Globalization;
using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Emit;
using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.FSharp.Core;

namespace ItoSharp.Generator.Parsing;

/// <summary>
/// Reads the declaration that a referenced assembly carries on its type: a generator sees no method bodies there. The text comes
/// from a foreign package, so nothing about it is taken for granted.
/// </summary>
internal static class CompiledDeclarationReader
{
    const string AttributeName = "CompiledDeclarationAttribute";

    /// <summary>
    /// The text on a type, or null without one. A fault is reported at <paramref name="place"/>, the user's mention of the type.
    /// </summary>
    public static string? Text(ITypeSymbol type, LocationInfo? place, out DiagnosticInfo? fault)
    {
        fault = null;
        AttributeData? attribute = type.GetAttributes().FirstOrDefault(IsCompiledDeclaration);
        if (attribute is null)
        {
            return null;
        }

        if (
            attribute.ConstructorArguments is not { Length: 2 } arguments
            || arguments[0].Value is not int format
            || arguments[1].Value is not string text
        )
        {
            fault = DiagnosticInfo.At(place, Descriptors.MalformedCompiledText, type.Name, "the attribute has no format and text");
            return null;
        }

        if (format != CompiledFormat.Version)
        {
            fault = DiagnosticInfo.At(
                place,
                Descriptors.UnknownCompiledFormat,
                type.Name,
                format.ToString(CultureInfo.InvariantCulture),
                CompiledFormat.Version.ToString(CultureInfo.InvariantCulture)
            );
            return null;
        }

        return text;
    }

    /// <summary>The process on a type of another assembly, or null: without fault if the type carries no declaration.</summary>
    public static ProcessDeclaration? Process(ITypeSymbol type, LocationInfo? place, out DiagnosticInfo? fault) =>
        Read(type, place, ProcessText.Read, out fault);

    /// <summary>A declaration of any kind, by the core's reader for that kind.</summary>
    public static T? Read<T>(ITypeSymbol type, LocationInfo? place, Func<string, FSharpResult<T, string>> reader, out DiagnosticInfo? fault)
        where T : class
    {
        if (Text(type, place, out fault) is not { } text)
        {
            return null;
        }

        try
        {
            FSharpResult<T, string> result = reader(text);
            if (result.IsOk)
            {
                return result.ResultValue;
            }

            fault = DiagnosticInfo.At(place, Descriptors.MalformedCompiledText, type.Name, result.ErrorValue);
        }
        catch (Exception defect) when (defect is not OperationCanceledException)
        {
            fault = DiagnosticInfo.At(place, Descriptors.MalformedCompiledText, type.Name, defect.Message);
        }

        return null;
    }

    static bool IsCompiledDeclaration(AttributeData attribute) => attribute.OurName() == AttributeName;
}
