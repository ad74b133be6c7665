using System.Diagnostics;
using System.Globalization;

namespace Exchange.Ledger.Tests;

/// <summary>
/// A PostgreSQL of one's own: a fresh cluster on a free port of 127.0.0.1, as durable as the real one (fsync on),
/// stopped by its process id. Everything of it is in one folder, which is gone at the end.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "postgres";
    private const string Local = "127.0.0.1";
    private const int StartSeconds = 240;

    private static readonly string[] Folders =
        ["/usr/lib/postgresql/17/bin", "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/15/bin"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("exchange-postgres-");
    private readonly string[] _settings;
    private readonly string? _address;
    private Process? _process;

    private PostgresServer(string[] settings, string? address) => (_settings, _address) = (settings, address);

    public int Port { get; private set; }

    /// <summary>How to connect to one of its databases.</summary>
    public string ConnectionString(string database = User) =>
        $"Host={_address ?? Local};Port={Port};Username={User};Database={database}";

    /// <summary>Makes a cluster and starts it; answers when it takes connections.</summary>
    /// <param name="settings">Further lines of postgresql.conf, as <c>name=value</c>.</param>
    public static Task<PostgresServer> StartAsync(params string[] settings) => StartAsync(null, settings);

    /// <summary>The same with the write-ahead log on a disk of its own, if there is one.</summary>
    public static Task<PostgresServer> StartWithLogOnAsync(string? disk, params string[] settings) =>
        StartAsync(disk, settings);

    /// <summary>The same for a network too, which reaches it on another address and is trusted.</summary>
    public static Task<PostgresServer> StartReachableAsync(string address, string network) =>
        StartAsync(null, [], (address, network));

    /// <summary>Starts it again on the same folder and port.</summary>
    public async Task RestartAsync()
    {
        string[] arguments =
        [
            "-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture),
            "-c", $"listen_addresses={(_address is null ? Local : $"{Local},{_address}")}",
            "-c", $"unix_socket_directories={_folder.FullName}",
            "-c", "dynamic_shared_memory_type=mmap", // in its folder: what is killed leaves nothing elsewhere
            .. _settings.SelectMany(each => new[] { "-c", each }),
        ];
        _process = Process.Start(AsOwner("postgres", arguments, LogFile))!;
        for (var start = Stopwatch.StartNew(); !await IsReadyAsync(); await Task.Delay(50))
        {
            if (_process.HasExited || start.Elapsed.TotalSeconds > StartSeconds)
            {
                throw new InvalidOperationException($"PostgreSQL did not start: {Log}");
            }
        }
    }

    /// <summary>What it had to say since it was started last.</summary>
    public string Log => File.ReadAllText(LogFile);

    /// <summary>Lets it write no file beyond a size, on connections that are made from now on; null: any.</summary>
    public void LimitFiles(int? megabytes)
    {
        if (_process!.HasExited)
        {
            return;
        }

        var size = megabytes is { } limit ? $"{limit * 1024L * 1024L}" : "unlimited";
        var id = _process.Id.ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(
            AsOwner("prlimit", ["--pid", id, $"--fsize={size}:"], Path.Combine(_folder.FullName, "output")))!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException("The limit of the server's files could not be set.");
        }
    }

    /// <summary>Waits until it takes connections, and starts it again if it went down by itself.</summary>
    public async Task RestartIfDownAsync()
    {
        while (!await IsReadyAsync())
        {
            if (_process!.HasExited)
            {
                _process.Dispose();
                await RestartAsync();
            }

            await Task.Delay(50);
        }
    }

    /// <summary>Makes an empty folder that the server may write to.</summary>
    public string MakeFolder(string under)
    {
        var folder = Directory.CreateDirectory(Path.Combine(under, "postgres")).FullName;
        GiveAway(folder);
        return folder;
    }

    /// <summary>Runs a program of PostgreSQL's, psql for one, against a database of this server.</summary>
    public string Run(string program, params string[] arguments)
    {
        string[] where = ["-h", Local, "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", User];
        var output = Path.Combine(_folder.FullName, "output");
        using var process = Process.Start(AsOwner(program, [.. where, .. arguments], output))!;
        process.WaitForExit();
        var text = File.ReadAllText(output);
        File.Delete(output);
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"{program} failed: {text}");
    }

    /// <summary>Makes an empty database.</summary>
    public string MakeDatabase()
    {
        var name = "d" + Guid.NewGuid().ToString("N");
        Run("createdb", name);
        return ConnectionString(name);
    }

    /// <summary>kill -9 of all its processes at once, with all that they were doing.</summary>
    public async Task KillAsync()
    {
        // Alone the parent would leave its children to finish what they were at: no crash.
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await KillAsync();
        }

        // Its children may be writing still.
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                _folder.Delete(recursive: true);
                return;
            }
            catch (IOException) when (attempt < 600)
            {
                await Task.Delay(100);
            }
        }
    }

    private string LogFile => Path.Combine(_folder.FullName, "log");

    private string Data => Path.Combine(_folder.FullName, "data");

    private static async Task<PostgresServer> StartAsync(
        string? logDisk, string[] settings, (string Address, string Network)? further = null)
    {
        var server = new PostgresServer(settings, further?.Address);
        try
        {
            server.MakeCluster(logDisk is null ? [] : ["--waldir", server.MakeFolder(logDisk)]);
            if (further is var (_, network))
            {
                var trusted = Path.Combine(server.Data, "pg_hba.conf");
                await File.AppendAllTextAsync(trusted, $"host all all {network} trust\n");
            }

            server.Port = FreePort.Next();
            await server.RestartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static void GiveAway(string folder)
    {
        if (IsRoot)
        {
            using var chown = Process.Start("chown", [User, folder]);
            chown.WaitForExit();
        }
    }

    private void MakeCluster(string[] arguments)
    {
        GiveAway(_folder.FullName);
        var log = Path.Combine(_folder.FullName, "initdb.log");
        using var process = Process.Start(AsOwner(
            "initdb",
            ["-D", Data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", .. arguments], log))!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"initdb failed: {File.ReadAllText(log)}");
        }
    }

    private static bool IsRoot => Environment.UserName == "root";

    // PostgreSQL refuses to run as root; its package made a user for it. The process that is started becomes the
    // program itself, so that killing it kills no shell in between.
    private static ProcessStartInfo AsOwner(string program, string[] arguments, string log)
    {
        var found = Folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists) ?? program;
        var info = new ProcessStartInfo("bash");
        var become = IsRoot ? $"exec setpriv --reuid={User} --regid={User} --clear-groups" : "exec";
        info.ArgumentList.Add("-c");
        info.ArgumentList.Add($"cd / && {become} \"$@\" >'{log}' 2>&1 </dev/null");
        info.ArgumentList.Add("bash");
        info.ArgumentList.Add(found);
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        return info;
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            await Task.Run(() => Run("psql", "-c", "SELECT 1"));
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
