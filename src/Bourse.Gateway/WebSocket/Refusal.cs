namespace Bourse.Gateway.WebSocket;

/// <summary>Why a client's request was not carried out; nothing has changed.</summary>
/// <param name="Code">Stable, for programs: "unknown_symbol".</param>
/// <param name="Detail">One sentence for people.</param>
internal sealed record Refusal(string Code, string Detail)
{
    /// <summary>To be joined again, from that event on; 0 where there is no past.</summary>
    public static Refusal Behind(long sequence) =>
        new("lagging", "More waits for this client than may.") { FirstSequence = sequence == 0 ? null : sequence };

    /// <summary>The offending field of the payload, where there is one.</summary>
    public string? Field { get; init; }

    /// <summary>The symbol that no instrument has.</summary>
    public string? Symbol { get; init; }

    /// <summary>The first sequence that can be asked for, where an earlier one was.</summary>
    public long? FirstSequence { get; init; }

    /// <summary>The last sequence on the tape, where a later one was asked for.</summary>
    public long? LastSequence { get; init; }
}
