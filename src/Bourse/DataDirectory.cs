namespace Bourse;

/// <summary>The data directory: its owner's alone, since whoever may open its sockets may administer.</summary>
internal static class DataDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The folder of the tape's journal.</summary>
    public static string TapeIn(string dataDirectory) => Path.Combine(dataDirectory, "journal", "tape");

    /// <summary>The folder of the journal of commands to our exchange.</summary>
    public static string OrdersIn(string dataDirectory) => Path.Combine(dataDirectory, "journal", "orders");

    /// <summary>The folder of the journal of what our exchange did.</summary>
    public static string BlotterIn(string dataDirectory) => Path.Combine(dataDirectory, "journal", "blotter");

    /// <summary>The folder of the journal of what people and programs did.</summary>
    public static string AuditIn(string dataDirectory) => Path.Combine(dataDirectory, "journal", "audit");

    /// <summary>The folder of the keys that tokens are signed with.</summary>
    public static string KeysIn(string dataDirectory) => Path.Combine(dataDirectory, "keys");

    /// <summary>The folder of snapshots of our exchange.</summary>
    public static string SnapshotsIn(string dataDirectory) => Path.Combine(dataDirectory, "journal", "snapshots");

    /// <summary>The folder of venues' raw frames.</summary>
    public static string CapturesIn(string dataDirectory) => Path.Combine(dataDirectory, "captures");

    /// <summary>Makes the directory where it is missing, and returns the folder of the tape's journal.</summary>
    public static string Create(string dataDirectory)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(dataDirectory);
        else
            Directory.CreateDirectory(dataDirectory, OwnerOnly);
        return Directory.CreateDirectory(TapeIn(dataDirectory)).FullName;
    }
}
