namespace Bourse.Tests.Venues;

/// <summary>What a client asks of a venue.</summary>
internal enum ClientWish
{
    Subscribe,
    Unsubscribe,
    Ping,
    Unknown,
}

/// <summary>A client's frame, understood.</summary>
/// <param name="Number">The client's own number of the request; null where it gave none.</param>
internal sealed record ClientRequest(
    ClientWish Wish, IReadOnlyList<string> Channels, IReadOnlyList<string> Symbols, long? Number = null)
{
    /// <summary>Levels a side that a book is asked for with; 0: as the venue pleases.</summary>
    public int Depth { get; init; }

    public static ClientRequest Unknown { get; } = new(ClientWish.Unknown, [], []);
}
