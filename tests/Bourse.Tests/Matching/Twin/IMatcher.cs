using Bourse.Matching;

namespace Bourse.Tests.Matching;

/// <summary>A book as stories and twin runs drive it: the <see cref="NaiveBook"/> or the <see cref="RealBook"/>.</summary>
internal interface IMatcher
{
    /// <summary>What happened since it was last cleared.</summary>
    public EventList Sink { get; }

    public BookPhase Phase { get; }

    public void Submit(in NewOrder order);

    public void Cancel(ulong id);

    public void Replace(in Replacement replacement);

    public void OpenCall();

    public AuctionResult Indicative(long reference);

    public AuctionResult Uncross(long reference);

    /// <summary>Goes on with what a snapshot keeps of the book.</summary>
    public void Reopen() { }
}
