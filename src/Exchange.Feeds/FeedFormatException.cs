namespace Exchange.Feeds;

/// <summary>A file of prices or rates that cannot be read; the message names the file and the line.</summary>
public sealed class FeedFormatException : Exception
{
    public FeedFormatException(string path, int line, string reason)
        : base(line > 0 ? $"{path}, line {line}: {reason}" : $"{path}: {reason}")
    {
        Path = path;
        Line = line;
    }

    public FeedFormatException(string path, int line, string reason, Exception inner)
        : base($"{path}, line {line}: {reason}", inner)
    {
        Path = path;
        Line = line;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The line, counted from 1; 0 where the whole file is meant.</summary>
    public int Line { get; }
}
