using Microsoft.Win32.SafeHandles;

namespace Exchange.Silo.Exporting;

/// <summary>Standard output for much data.</summary>
internal static class StandardOutput
{
    private const int Handle = 1;
    private const int BrokenPipe = 32; // EPIPE

    /// <summary>
    /// The console's own stream drops what a reader that went away does not take, and would have a whole ledger read
    /// for nobody; a pipe is written to directly, and says so. A file goes on where others that share it left off,
    /// which the console's stream does.
    /// </summary>
    public static Stream Open()
    {
        var direct = new FileStream(new SafeFileHandle(Handle, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return direct.CanSeek ? Console.OpenStandardOutput() : direct;
    }

    /// <summary>Whether the reader went away.</summary>
    public static bool IsBroken(IOException exception) => exception.HResult == BrokenPipe;
}
