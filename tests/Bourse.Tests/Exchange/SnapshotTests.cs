using System.Buffers.Binary;
using Bourse.Exchange;
using Bourse.Matching;

namespace Bourse.Tests.Exchange;

/// <summary>
/// Snapshots of whole exchanges. That what was read goes on as what was written is tested by every story and every random
/// flow.
/// </summary>
public sealed class SnapshotTests
{
    private const int Commands = 400;

    [Fact]
    public void A_snapshot_with_any_bit_flipped_is_refused()
    {
        var bytes = Snapshots.Of(Traded());
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= (byte)(1 << (at % 8));
            Refused(bytes);
            bytes[at] ^= (byte)(1 << (at % 8));
        }

        Assert.Equal(Traded().StateHash(), ExchangeState.ReadSnapshot(new MemoryStream(bytes)).StateHash());
    }

    [Fact]
    public void A_snapshot_without_its_end_is_refused()
    {
        var bytes = Snapshots.Of(Traded());
        for (var length = 0; length < bytes.Length; length += length < 1000 || length > bytes.Length - 1000 ? 1 : 97)
            Refused(bytes[..length]);
    }

    [Fact]
    public void A_newer_version_is_refused_by_its_number()
    {
        var bytes = Snapshots.Of(new ExchangeState());
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), 2);
        Assert.Contains("has version 2", Refused(bytes), StringComparison.Ordinal);
        Assert.Contains("not a snapshot", Refused(new byte[100]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_snapshot_that_is_whole_but_not_of_the_state_that_it_names_is_refused()
    {
        var stream = new MemoryStream();
        Span<byte> header = stackalloc byte[SnapshotHeader.Bytes];
        SnapshotHeader.Write(header);
        stream.Write(header);
        var blocks = new SnapshotReader(new MemoryStream(Snapshots.Of(new ExchangeState())[SnapshotHeader.Bytes..]));
        var writer = new SnapshotWriter(stream);
        writer.Put(blocks.Take<SnapshotCounts>());
        writer.Put(blocks.Take<long>() + 1);
        while (TryTake(blocks, out var one))
            writer.Put(one);
        writer.Complete();
        Assert.Contains("the hash differs", Refused(stream.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_snapshot_goes_through_in_blocks_of_a_mebibyte()
    {
        var state = new ExchangeState();
        var page = new BlotterPage();
        for (var i = 1; i <= 40_000; i++)
        {
            page.Clear();
            var step = ExchangeStep.Of(CommandType.OpenAccount, new OpenAccount { Name = Text40.Of($"{i}") }, i);
            state.Apply(step.Header, step.Payload, page);
        }

        var bytes = Snapshots.Of(state);
        Assert.InRange(bytes.Length, 3 << 20, 5 << 20);
        Assert.Equal(
            SnapshotBlock.BytesMax, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(SnapshotHeader.Bytes)), 100d);
        Assert.Equal(state.StateHash(), ExchangeState.ReadSnapshot(new MemoryStream(bytes)).StateHash());

        // Blocks that have changed places are no chain.
        var length = SnapshotBlock.HeaderBytes + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(SnapshotHeader.Bytes));
        var second = bytes.AsSpan(SnapshotHeader.Bytes + length);
        Assert.Equal(length, SnapshotBlock.HeaderBytes + BinaryPrimitives.ReadInt32LittleEndian(second), 100d);
        Refused([.. bytes[..SnapshotHeader.Bytes], .. second]);
    }

    [Fact]
    public void Limits_are_those_of_the_snapshot_and_not_of_its_reader()
    {
        var twins = new ExchangeTwins(new ExchangeOptions { ClientIdsMax = 3 }, reopenEvery: 0);
        ExchangeStory.Prepare(twins);
        var read = ExchangeState.ReadSnapshot(
            new MemoryStream(Snapshots.Of(twins.Real)), new ExchangeOptions { ClientIdsMax = 7, Book = new OrderBookOptions { OrdersMax = 9 } });
        Assert.Equal(twins.Real.StateHash(), read.StateHash());
        Assert.Equal(3, read.Charter.ClientIdsMax);
    }

    /// <summary>A state with everything in it, after a random flow.</summary>
    private static ExchangeState Traded()
    {
        var profile = ExchangeProfile.All.Single(one => one.Name == "three instruments");
        var twins = new ExchangeTwins(profile.Options, reopenEvery: 0);
        ExchangeStory.Prepare(twins, profile.Terms, profile.Money, profile.Goods);
        var flow = new ExchangeFlow(profile, seed: 1, twins.Naive);
        for (var i = 0; i < Commands; i++)
            twins.Apply(flow.Next());
        Assert.InRange(twins.Real.OpenOrders, 5, 1000);
        return twins.Real;
    }

    private static bool TryTake(SnapshotReader blocks, out byte one)
    {
        one = 0;
        try
        {
            one = blocks.Take<byte>();
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static string Refused(byte[] bytes) =>
        Assert.Throws<InvalidDataException>(() => ExchangeState.ReadSnapshot(new MemoryStream(bytes))).Message;
}
