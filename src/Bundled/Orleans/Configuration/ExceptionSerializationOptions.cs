namespace Orleans.Serialization;

/// <summary>
/// Which faults travel between silos; on this stack they do not leave the process, and all are as they were.
/// </summary>
public class ExceptionSerializationOptions
{
    /// <summary>The starts of the namespaces of those that do.</summary>
    public HashSet<string> SupportedNamespacePrefixes { get; } = ["Microsoft", "System", "Azure"];
}
