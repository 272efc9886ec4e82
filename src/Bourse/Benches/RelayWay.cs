namespace Bourse.Benches;

/// <summary>How a record gets from one process to the other.</summary>
internal enum RelayWay
{
    /// <summary>The reader maps the journal and polls it.</summary>
    JournalSpinning,

    /// <summary>The reader maps the journal and sleeps between looks.</summary>
    JournalBlocking,

    /// <summary>A Unix socket, the server polling the journal.</summary>
    SocketSpinning,

    /// <summary>A Unix socket, the server woken by the writer.</summary>
    SocketBlocking,
}
