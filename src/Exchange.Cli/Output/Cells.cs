using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace Exchange.Cli.Output;

/// <summary>Turns values of the wire into text for people.</summary>
internal static class Cells
{
    /// <summary>A time in UTC to the second; empty if there is none.</summary>
    public static string Time(Timestamp? time) =>
        time?.ToDateTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The time of day in UTC alone, for what is always of today.</summary>
    public static string TimeOfDay(Timestamp? time) =>
        time?.ToDateTime().ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A value of an enumeration in lower case.</summary>
    public static string Word(System.Enum value) => value.ToString().ToLowerInvariant();

    /// <summary>A word that comes from elsewhere, on one line and unable to command the terminal.</summary>
    public static string OneLine(string text) => string.Create(text.Length, text, static (cells, source) =>
    {
        for (var i = 0; i < cells.Length; i++)
            cells[i] = char.IsControl(source[i]) ? ' ' : source[i];
    });
}
