namespace Exchange.Bundled.Grpc.Tests;

public sealed class MetadataTests
{
    [Fact]
    public void Keys_are_lower_case_whatever_they_were()
    {
        var metadata = new Metadata { { "Some-Key", "value" } };
        Assert.Equal("some-key", metadata.Single().Key);
        Assert.Equal("value", metadata.GetValue("SOME-KEY"));
        Assert.Null(metadata.GetValue("other"));
    }

    [Fact]
    public void The_last_of_a_key_counts_and_all_are_kept()
    {
        var metadata = new Metadata { { "k", "1" }, { "k", "2" } };
        Assert.Equal("2", metadata.GetValue("k"));
        Assert.Equal(["1", "2"], metadata.GetAll("k").Select(entry => entry.Value));
    }

    [Fact]
    public void Bytes_and_text_keep_apart()
    {
        Assert.Throws<ArgumentException>(() => new Metadata { { "k-bin", "text" } });
        Assert.Throws<ArgumentException>(() => new Metadata { { "k", new byte[] { 1 } } });
        var entry = new Metadata.Entry("k-bin", [1, 2]);
        Assert.True(entry.IsBinary);
        Assert.Equal([1, 2], entry.ValueBytes);
        Assert.Throws<InvalidOperationException>(() => entry.Value);
        Assert.Equal("v"u8.ToArray(), new Metadata.Entry("k", "v").ValueBytes);
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("ümlaut")]
    [InlineData("colon:")]
    public void Some_keys_are_none(string key) => Assert.Throws<ArgumentException>(() => new Metadata.Entry(key, "v"));

    [Fact]
    public void The_empty_one_stays_empty()
    {
        Assert.True(Metadata.Empty.IsReadOnly);
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add("k", "v"));
    }

    [Fact]
    public void It_is_a_list()
    {
        var first = new Metadata.Entry("a", "1");
        var second = new Metadata.Entry("b", "2");
        Metadata metadata = [second];
        metadata.Insert(0, first);
        Assert.Equal([first, second], metadata);
        Assert.Equal(1, metadata.IndexOf(second));
        Assert.True(metadata.Remove(first));
        Assert.DoesNotContain(first, metadata);
        metadata[0] = first;
        metadata.RemoveAt(0);
        Assert.Empty(metadata);
    }
}
