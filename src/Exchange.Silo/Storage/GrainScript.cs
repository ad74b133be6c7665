namespace Exchange.Silo.Storage;

/// <summary>The scripts of <c>deploy</c>, which the assembly carries inside.</summary>
internal static class GrainScript
{
    public static string Read(string name)
    {
        using var stream = typeof(GrainScript).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The script {name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
