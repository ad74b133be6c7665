using System.Globalization;

namespace Grpc.Wire;

/// <summary>The header grpc-timeout: up to eight digits and a unit.</summary>
internal static class CallTimeout
{
    private const int DigitsMax = 99_999_999;
    private const long NanosecondsPerTick = 100;

    /// <summary>The longest wait that the header can say.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(DigitsMax);

    /// <summary>The shortest form that loses less than one unit; always rounded up, never to zero.</summary>
    public static string Encode(TimeSpan timeout)
    {
        if (timeout.Ticks <= 0)
            return "1n";
        if (timeout.Ticks <= DigitsMax / NanosecondsPerTick)
            return Format(timeout.Ticks * NanosecondsPerTick, 'n');
        if (Units(timeout, TimeSpan.TicksPerMicrosecond) is <= DigitsMax and var microseconds)
            return Format(microseconds, 'u');
        if (Units(timeout, TimeSpan.TicksPerMillisecond) is <= DigitsMax and var milliseconds)
            return Format(milliseconds, 'm');
        return Format(Math.Min(Units(timeout, TimeSpan.TicksPerSecond), DigitsMax), 'S');
    }

    public static bool TryDecode(string? header, out TimeSpan timeout)
    {
        timeout = TimeSpan.Zero;
        if (header is not { Length: >= 2 }
            || !int.TryParse(header.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var n))
            return false;
        TimeSpan? decoded = header[^1] switch
        {
            'H' => TimeSpan.FromHours(n),
            'M' => TimeSpan.FromMinutes(n),
            'S' => TimeSpan.FromSeconds(n),
            'm' => TimeSpan.FromMilliseconds(n),
            'u' => TimeSpan.FromTicks(n * TimeSpan.TicksPerMicrosecond),
            'n' => TimeSpan.FromTicks(n / NanosecondsPerTick),
            _ => null,
        };
        timeout = decoded ?? TimeSpan.Zero;
        return decoded.HasValue;
    }

    private static long Units(TimeSpan timeout, long ticks) => (timeout.Ticks + ticks - 1) / ticks;

    private static string Format(long number, char unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{number}{unit}");
}
