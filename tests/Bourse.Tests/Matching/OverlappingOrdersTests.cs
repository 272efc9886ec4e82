using System.Security.Cryptography;
using Bourse.Matching;
using Bourse.MatchingWorkload;

namespace Bourse.Tests.Matching;

public sealed class OverlappingOrdersTests
{
    private static readonly WorkloadOptions Small = new() { Messages = 200_000, LiveOrders = 5_000 };

    private readonly WorkloadMessage[] _messages = OverlappingOrders.Make(Small);
    private readonly OrderBook _book = new();

    [Fact]
    public void A_seed_makes_on_every_machine_the_file_whose_hash_the_document_tells()
    {
        var options = new WorkloadOptions();
        var file = WorkloadMessage.File(OverlappingOrders.Make(options));
        var document = File.ReadAllText(Checkout.PathOf("docs/matching-harness.md"));
        Assert.Contains($"{options.FileName}  sha256 {Convert.ToHexStringLower(SHA256.HashData(file))}\n", document);
        Assert.NotEqual(_messages, OverlappingOrders.Make(Small with { Seed = 2 }));
    }

    [Fact]
    public void Every_cancel_and_every_modify_names_an_order_that_was_sent_and_not_cancelled_yet()
    {
        var standing = new HashSet<ulong>();
        foreach (var message in _messages)
            Assert.True(message.Type switch
            {
                BookCommand.New => standing.Add(message.OrderId),
                BookCommand.Cancel => standing.Remove(message.OrderId),
                _ => standing.Contains(message.OrderId),
            });
    }

    [Fact]
    public void The_book_stays_as_full_as_asked_and_95_of_100_orders_end_by_a_cancel()
    {
        var (rested, cancelled) = (0, 0);
        for (var i = 0; i < _messages.Length; i++)
        {
            var isDone = _messages[i].ApplyTo(_book) == RejectReason.None;
            cancelled += isDone && _messages[i].Type == BookCommand.Cancel ? 1 : 0;
            rested += _messages[i].Type == BookCommand.New && _book.TryFind(_messages[i].OrderId, out _) ? 1 : 0;
            if (i > 10 * Small.LiveOrders)
                Assert.InRange(_book.OrderCount, 0.9 * Small.LiveOrders, 1.1 * Small.LiveOrders);
        }

        Assert.InRange((double)cancelled / (rested - _book.OrderCount), 0.945, 0.955);
    }

    [Fact]
    public void A_cancel_finds_its_order_anywhere_in_a_long_queue()
    {
        var queue = new RestingOrder[1000];
        var (longQueues, thirds) = (0, new int[3]);
        foreach (var message in _messages)
        {
            if (message.Type == BookCommand.Cancel && _book.TryFind(message.OrderId, out var order))
            {
                var length = _book.CopyOrders(order.Side, order.Price, queue);
                longQueues += length >= 20 ? 1 : 0;
                thirds[queue.AsSpan(0, length).IndexOf(order) * 3 / length]++;
            }

            message.ApplyTo(_book);
        }

        Assert.True(longQueues > thirds.Sum() / 3, $"{longQueues} of {thirds.Sum()} queues are long.");
        Assert.All(thirds, third => Assert.InRange((double)third / thirds.Sum(), 0.2, 0.5));
    }

    [Fact]
    public void A_modify_takes_another_price_or_asks_for_more_so_that_every_engine_sends_it_to_the_back()
    {
        foreach (var message in _messages)
        {
            if (message.Type == BookCommand.Replace)
                Assert.True(_book.TryFind(message.OrderId, out var order)
                    && (message.Price != order.Price || message.Quantity > order.Open));
            message.ApplyTo(_book);
        }
    }
}
