using System.Xml.Linq;

namespace Exchange.Repository.Tests.Support;

/// <summary>A project file, read as what it says and not as what MSBuild makes of it.</summary>
internal sealed class Project
{
    private readonly XDocument _xml;

    public Project(string path)
    {
        Path = path;
        _xml = XDocument.Parse(Tree.Text(path));
    }

    public static IReadOnlyList<Project> All { get; } =
        [.. Tree.With(".csproj").Select(path => new Project(path))];

    /// <summary>From the root of the repository.</summary>
    public string Path { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    /// <summary>Names of the projects whose assemblies it sees; those only built before it do not count.</summary>
    public IEnumerable<string> References => Elements("ProjectReference")
        .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
        .Select(reference => System.IO.Path.GetFileNameWithoutExtension(Include(reference)));

    public IEnumerable<string> Packages => Elements("PackageReference").Select(Include);

    /// <summary>Proto files that code is generated from.</summary>
    public IEnumerable<string> Protos => Elements("Protobuf").Select(Include);

    public IEnumerable<XElement> Elements(string name) =>
        _xml.Descendants().Where(element => element.Name.LocalName == name);

    /// <summary>The references, theirs, and so on: everything whose types it can name.</summary>
    public IReadOnlySet<string> Reach()
    {
        var reached = new HashSet<string>();
        var open = new Queue<string>(References);
        while (open.TryDequeue(out var name))
        {
            if (reached.Add(name))
                Named(name).References.ToList().ForEach(open.Enqueue);
        }

        return reached;
    }

    public static Project Named(string name) => All.Single(project => project.Name == name);

    private static string Include(XElement element) => (string?)element.Attribute("Include") ?? "";
}
