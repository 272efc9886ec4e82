namespace Bourse.Tests;

/// <summary>Counts what a piece of code allocates on the calling thread.</summary>
internal static class Allocation
{
    /// <summary>The bytes that 100 runs allocate, after a first run has warmed up whatever is made once.</summary>
    public static long Of(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
