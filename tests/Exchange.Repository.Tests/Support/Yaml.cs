using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Exchange.Repository.Tests.Support;

/// <summary>A node of a YAML file; what is not there is a node too, which does not exist.</summary>
internal sealed class Yaml(object? node)
{
    /// <summary>The one document of a file, merge keys merged.</summary>
    public static Yaml Document(string file) =>
        new(new Deserializer().Deserialize(new MergingParser(new Parser(new StringReader(Tree.Text(file))))));

    /// <summary>All documents of a file.</summary>
    public static IReadOnlyList<Yaml> Documents(string file)
    {
        var parser = new Parser(new StringReader(Tree.Text(file)));
        var all = new List<Yaml>();
        parser.Consume<StreamStart>();
        while (parser.Accept<DocumentStart>(out _))
            all.Add(new Yaml(new Deserializer().Deserialize(parser)));

        return all;
    }

    public bool Exists => node is not null;

    /// <summary>A child by the path of its keys.</summary>
    public Yaml At(params string[] path) => path.Aggregate(this, (at, key) => at[key]);

    public Yaml this[string key] =>
        new(node is Dictionary<object, object> map && map.TryGetValue(key, out var child) ? child : null);

    public string Text => node as string ?? throw new InvalidOperationException($"Not a text: {this}");

    public int Number => int.Parse(Text, System.Globalization.CultureInfo.InvariantCulture);

    public IReadOnlyList<Yaml> Items => node is List<object> list ? [.. list.Select(item => new Yaml(item))] : [];

    public IReadOnlyList<string> Texts => [.. Items.Select(item => item.Text)];

    public IReadOnlyDictionary<string, Yaml> Map => node is Dictionary<object, object> map
        ? map.ToDictionary(pair => (string)pair.Key, pair => new Yaml(pair.Value)) : [];

    /// <summary>This node and all below it, with the key or index that each is found by.</summary>
    public IEnumerable<(string Key, Yaml Node)> All(string key = "") =>
        [(key, this), .. Map.SelectMany(pair => pair.Value.All(pair.Key)), .. Items.SelectMany(item => item.All(key))];

    public override string ToString() => new SerializerBuilder().Build().Serialize(node ?? "");
}
