using System.Runtime.Versioning;
using Exchange.Silo.Exporting;

namespace Exchange.Silo.Tests.Exporting;

/// <summary>A file is there whole or not at all, and what was there before is safe.</summary>
public sealed class ExportFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("export-file-");

    private string Name => Path.Combine(_folder.FullName, "journal.csv");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    [SupportedOSPlatform("linux")]
    public async Task It_has_its_name_once_it_is_complete_and_its_owner_alone_may_read_it()
    {
        await using (var file = ExportFile.Create(Name, replace: false))
        {
            await file.Stream.WriteAsync("all"u8.ToArray());
            Assert.False(File.Exists(Name));
            await file.CompleteAsync();
        }

        Assert.Equal([Name], Directory.GetFiles(_folder.FullName));
        Assert.Equal("all", await File.ReadAllTextAsync(Name));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Name));
    }

    [Fact]
    public async Task What_was_not_completed_leaves_nothing()
    {
        await using (var file = ExportFile.Create(Name, replace: false))
        {
            await file.Stream.WriteAsync("half"u8.ToArray());
        }

        Assert.Empty(Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public async Task A_file_that_is_there_is_replaced_only_when_asked_for_and_only_by_a_complete_one()
    {
        await File.WriteAllTextAsync(Name, "old");

        var refused = Assert.Throws<IOException>(() => ExportFile.Create(Name, replace: false));
        Assert.Contains("--force", refused.Message, StringComparison.Ordinal);
        await using (ExportFile.Create(Name, replace: true))
        {
        }

        Assert.Equal("old", await File.ReadAllTextAsync(Name));
        await using var file = ExportFile.Create(Name, replace: true);
        await file.Stream.WriteAsync("new"u8.ToArray());
        await file.CompleteAsync();
        Assert.Equal("new", await File.ReadAllTextAsync(Name));
    }

    [Fact]
    public async Task A_file_that_somebody_made_meanwhile_is_left_alone()
    {
        await using (var file = ExportFile.Create(Name, replace: false))
        {
            await File.WriteAllTextAsync(Name, "theirs");
            await Assert.ThrowsAnyAsync<IOException>(file.CompleteAsync);
        }

        Assert.Equal([Name], Directory.GetFiles(_folder.FullName));
        Assert.Equal("theirs", await File.ReadAllTextAsync(Name));
    }

    [Fact]
    public void What_is_no_file_is_refused()
    {
        Assert.Throws<IOException>(() => ExportFile.Create(_folder.FullName, replace: true));
        Assert.Throws<IOException>(() => ExportFile.Create("/dev/null", replace: true));
        Assert.Throws<IOException>(() => ExportFile.Create(Path.Combine(Name, "below"), replace: true));
    }

    [Fact]
    public void The_folder_of_memory_is_a_folder_like_any_other()
    {
        var nowhere = $"/dev/shm/{Guid.NewGuid():N}/journal.csv";
        var refused = Assert.Throws<IOException>(() => ExportFile.Create(nowhere, replace: true));
        Assert.Contains("the folder of", refused.Message, StringComparison.Ordinal);
    }
}
