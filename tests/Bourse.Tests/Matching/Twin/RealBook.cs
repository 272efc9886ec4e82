using Bourse.Matching;

namespace Bourse.Tests.Matching;

/// <summary>The <see cref="OrderBook"/> as stories and twin runs drive it; checks that answers agree with events.</summary>
internal sealed class RealBook(OrderBookOptions options) : IMatcher
{
    private EventList _sink = new();

    public OrderBook Book { get; private set; } = new(options);

    public EventList Sink => _sink;

    public BookPhase Phase => Book.Phase;

    public void Submit(in NewOrder order) => CheckAnswer(Book.Submit(order, ref _sink));

    public void Cancel(ulong id) => CheckAnswer(Book.Cancel(id, ref _sink));

    public void Replace(in Replacement replacement) => CheckAnswer(Book.Replace(replacement, ref _sink));

    public void OpenCall() => Book.OpenCall();

    public AuctionResult Indicative(long reference) => Book.Indicative(reference);

    public AuctionResult Uncross(long reference) => Book.Uncross(reference, ref _sink);

    public void Reopen()
    {
        var bytes = new byte[Book.SnapshotBytes];
        Book.WriteSnapshot(bytes);
        var hash = Book.StateHash();
        Reopen(bytes);
        if (Book.StateHash() != hash)
            throw new InvalidOperationException("A book that was read back from its snapshot has another state hash.");
    }

    /// <summary>Goes on with the book of a snapshot.</summary>
    public void Reopen(ReadOnlySpan<byte> snapshot) => Book = OrderBook.ReadSnapshot(snapshot, options);

    private void CheckAnswer(RejectReason reason)
    {
        var isRejected = _sink.Events.Length > 0 && _sink.Events[^1].Kind == EventKind.Rejected;
        var eventReason = isRejected ? (RejectReason)_sink.Events[^1].Detail : RejectReason.None;
        if (eventReason != reason)
            throw new InvalidOperationException($"The book answers {reason}, its event says {eventReason}.");
    }
}
