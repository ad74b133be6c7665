using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Orleans.Bundled.Generator;

/// <summary>How symbols are written in generated code.</summary>
internal static class Names
{
    /// <summary>With nullability, for declarations.</summary>
    public static readonly SymbolDisplayFormat Declared = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static string Of(ITypeSymbol type) => type.ToDisplayString(Declared);

    /// <summary>Without nullability, for <c>typeof</c>.</summary>
    public static string ForTypeOf(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>A full name as one identifier.</summary>
    public static string Identifier(ITypeSymbol type)
    {
        var name = new StringBuilder();
        foreach (var letter in type.ToDisplayString())
        {
            name.Append(char.IsLetterOrDigit(letter) ? letter : '_');
        }

        return name.ToString();
    }

    public static string Namespace(Compilation compilation) =>
        "Orleans.Bundled.Generated." + new string(
            (compilation.AssemblyName ?? "Assembly").Select(c => char.IsLetterOrDigit(c) ? c : '_').ToArray());

    public static bool Is(ITypeSymbol? type, string fullName) =>
        type is not null && type.OriginalDefinition.ToDisplayString() == fullName;

    public static bool Implements(ITypeSymbol type, string fullName) =>
        type.AllInterfaces.Any(candidate => Is(candidate, fullName));

    /// <summary>Whether generated code in the same assembly can name it.</summary>
    public static bool IsAccessible(INamedTypeSymbol type)
    {
        for (var symbol = type; symbol is not null; symbol = symbol.ContainingType)
        {
            if (symbol.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected
                or Accessibility.ProtectedAndInternal)
            {
                return false;
            }
        }

        return true;
    }
}
