namespace Exchange.Cli.Output;

/// <summary>A column of a table: its heading, and whether it holds numbers and so is aligned to the right.</summary>
internal readonly record struct Column(string Heading, bool IsNumber)
{
    /// <summary>A column of words.</summary>
    public static Column Word(string heading) => new(heading, false);

    /// <summary>A column of numbers.</summary>
    public static Column Number(string heading) => new(heading, true);
}
