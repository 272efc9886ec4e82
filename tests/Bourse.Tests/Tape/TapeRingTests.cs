using System.Buffers.Binary;
using Bourse.Market;
using Bourse.Tape;

namespace Bourse.Tests.Tape;

public sealed class TapeRingTests
{
    [Fact]
    public void Records_of_any_size_come_out_as_they_went_in()
    {
        var ring = new TapeRing(1024);
        var random = new Random(7);
        long written = 0, read = 0;
        while (read < 20_000)
        {
            var bytes = 8 + random.Next(200);
            if (ring.TryClaim(MarketEventType.Trade, bytes, out var payload))
            {
                payload.Fill(unchecked((byte)written));
                BinaryPrimitives.WriteInt64LittleEndian(payload, written++);
                ring.Publish();
            }
            else
            {
                while (random.Next(4) != 0 && ring.TryPeek(out var type, out var taken))
                {
                    Assert.Equal(MarketEventType.Trade, type);
                    Assert.Equal(read, BinaryPrimitives.ReadInt64LittleEndian(taken));
                    Assert.True(taken[8..].IndexOfAnyExcept(unchecked((byte)read)) < 0);
                    ring.Release();
                    read++;
                }
            }
        }

        Assert.InRange(written - read, 0, 128);
    }

    [Fact]
    public void A_full_ring_refuses_and_overwrites_nothing()
    {
        var ring = new TapeRing(1024);
        var count = 0;
        while (ring.TryClaim(MarketEventType.Quote, 72, out var payload))
        {
            payload.Fill((byte)count++);
            ring.Publish();
        }

        Assert.Equal(1024 / 80, count);
        for (var i = 0; i < count; i++)
        {
            Assert.True(ring.TryPeek(out _, out var payload));
            Assert.Equal((byte)i, payload[0]);
            ring.Release();
        }

        Assert.True(ring.IsEmpty);
    }

    [Fact]
    public void The_largest_payload_finds_room_wherever_the_ring_stands()
    {
        var ring = new TapeRing(4096);
        for (var offset = 0; offset < 600; offset++)
        {
            Assert.True(ring.TryClaim(MarketEventType.Trade, offset % 3 == 0 ? ring.PayloadBytesMax : 8, out _));
            ring.Publish();
            Assert.True(ring.TryPeek(out _, out _));
            ring.Release();
        }
    }

    [Fact]
    public void Two_threads_exchange_a_million_records_without_loss()
    {
        const int Records = 1_000_000;
        var ring = new TapeRing(1 << 16);
        var producer = new Thread(() =>
        {
            for (long i = 0; i < Records; i++)
            {
                Span<byte> payload;
                var spin = new SpinWait();
                while (!ring.TryClaim(MarketEventType.Trade, 8 + (int)(i % 5 * 8), out payload))
                    spin.SpinOnce();
                BinaryPrimitives.WriteInt64LittleEndian(payload, i);
                ring.Publish();
            }
        });
        producer.Start();
        var waiting = new SpinWait();
        for (long expected = 0; expected < Records;)
        {
            if (!ring.TryPeek(out _, out var payload))
            {
                waiting.SpinOnce();
                continue;
            }

            Assert.Equal(expected++, BinaryPrimitives.ReadInt64LittleEndian(payload));
            ring.Release();
        }

        producer.Join();
        Assert.True(ring.IsEmpty);
    }
}
