using System.Diagnostics;

namespace Exchange.Repository.Tests.Support;

/// <summary>The files that belong to the repository, by their paths from its root.</summary>
internal static class Tree
{
    /// <summary>Without git, in an unpacked archive: what tools leave behind and nobody tracks.</summary>
    private static readonly string[] Litter =
        [".git", ".artifacts", ".data", "bin", "obj", "node_modules", "TestResults", ".vs", ".idea"];

    private static readonly Lazy<string[]> Found = new(Find);

    public static IReadOnlyList<string> Files => Found.Value;

    public static IEnumerable<string> With(params string[] extensions) =>
        Files.Where(file => extensions.Contains(Path.GetExtension(file)));

    public static IEnumerable<string> Under(string folder, params string[] extensions) =>
        With(extensions).Where(file => file.StartsWith(folder + "/", StringComparison.Ordinal));

    public static bool Has(string file) => Files.Contains(file);

    public static string Text(string file) => File.ReadAllText(Path.Combine(Built.Root, file));

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Built.Root, file));

    private static string[] Find()
    {
        var files = Directory.Exists(Path.Combine(Built.Root, ".git")) ? Tracked() : Walked();
        return [.. files.Where(file => File.Exists(Path.Combine(Built.Root, file))).Order(StringComparer.Ordinal)];
    }

    // New files count before they are added: a test that sees them only after a commit comes too late.
    private static string[] Tracked()
    {
        using var git = Process.Start(new ProcessStartInfo(
            "git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Built.Root,
            RedirectStandardOutput = true,
        })!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return output.Split('\0', StringSplitOptions.RemoveEmptyEntries);
    }

    private static IEnumerable<string> Walked() =>
        Directory.EnumerateFiles(Built.Root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Built.Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(Litter.Contains));
}
