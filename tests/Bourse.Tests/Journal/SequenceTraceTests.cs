using System.Diagnostics;
using Bourse.Journal;

namespace Bourse.Tests.Journal;

public class SequenceTraceTests
{
    private readonly SequenceTraces _traces = new();

    [Fact]
    public void The_traces_of_a_range_of_records_come_in_their_order()
    {
        foreach (var sequence in new long[] { 9, 5, 7 })
            _traces.Add(sequence, Context(sequence));
        Assert.Equal([5, 7], _traces.Between(5, 8).Select(one => one.Sequence));
        Assert.Equal(Context(7), _traces.Between(7, 7).Single().Context);
        Assert.Empty(_traces.Between(10, 100));
    }

    [Fact]
    public void Only_the_latest_are_remembered()
    {
        for (var sequence = 1; sequence <= SequenceTraces.TracesMax + 10; sequence++)
            _traces.Add(sequence, Context(sequence));
        Assert.Equal(SequenceTraces.TracesMax, _traces.Between(1, long.MaxValue).Count);
        Assert.Empty(_traces.Between(1, 10));
    }

    private static ActivityContext Context(long sequence) => new(
        ActivityTraceId.CreateFromString($"{sequence:x32}"), ActivitySpanId.CreateFromString($"{sequence:x16}"),
        ActivityTraceFlags.Recorded);
}
