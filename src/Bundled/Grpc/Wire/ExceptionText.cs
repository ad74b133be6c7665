namespace Grpc.Wire;

/// <summary>An exception in one line, for the detail of a status.</summary>
internal static class ExceptionText
{
    /// <summary>"Type: message" of the exception and of every one inside it, outermost first.</summary>
    public static string Of(Exception exception)
    {
        var text = $"{exception.GetType().Name}: {exception.Message}";
        return exception.InnerException is { } inner ? $"{text} {Of(inner)}" : text;
    }
}
