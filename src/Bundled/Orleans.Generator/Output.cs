using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Orleans.Bundled.Generator;

/// <summary>What one declaration gives: a file, a line of the registration, or a complaint.</summary>
internal sealed class Output : IEquatable<Output>
{
    private Output(string name, string source, string registration, string error, Place? place)
    {
        Name = name;
        Source = source;
        Registration = registration;
        Error = error;
        Place = place;
    }

    public string Name { get; }

    public string Source { get; }

    public string Registration { get; }

    public string Error { get; }

    public Place? Place { get; }

    public static Output Of(string name, string source, string registration) =>
        new(name, source, registration, string.Empty, null);

    public static Output Complaint(ISymbol symbol, string error)
    {
        var location = symbol.Locations.Length > 0 ? symbol.Locations[0] : Location.None;
        return new Output(symbol.ToDisplayString(), string.Empty, string.Empty, error, Generator.Place.Of(location));
    }

    public bool Equals(Output? other) =>
        other is not null && Name == other.Name && Source == other.Source && Registration == other.Registration
        && Error == other.Error && Equals(Place, other.Place);

    public override bool Equals(object? obj) => Equals(obj as Output);

    public override int GetHashCode() => Name.GetHashCode() ^ Source.GetHashCode();
}

/// <summary>A place in a source file, without holding on to its syntax tree.</summary>
internal sealed class Place : IEquatable<Place>
{
    private readonly string _path;
    private readonly TextSpan _span;
    private readonly LinePositionSpan _lines;

    private Place(string path, TextSpan span, LinePositionSpan lines)
    {
        _path = path;
        _span = span;
        _lines = lines;
    }

    public static Place? Of(Location location) => location.SourceTree is { } tree
        ? new Place(tree.FilePath, location.SourceSpan, location.GetLineSpan().Span)
        : null;

    public Location ToLocation() => Location.Create(_path, _span, _lines);

    public bool Equals(Place? other) =>
        other is not null && _path == other._path && _span == other._span && _lines == other._lines;

    public override bool Equals(object? obj) => Equals(obj as Place);

    public override int GetHashCode() => _path.GetHashCode() ^ _span.GetHashCode();
}
