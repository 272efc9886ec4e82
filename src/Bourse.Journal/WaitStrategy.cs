namespace Bourse.Journal;

/// <summary>How a cursor waits for the next record: processor time against latency.</summary>
public enum WaitStrategy
{
    /// <summary>Keeps a core busy. The quickest, for a machine with cores to spare.</summary>
    Spin,

    /// <summary>Gives its core to whoever is ready to run, and comes back.</summary>
    Yield,

    /// <summary>Sleeps until the writer commits; beside another process, looks again each millisecond.</summary>
    Block,
}
