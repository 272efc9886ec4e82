using Bourse.Exchange;

namespace Bourse.Tests.Exchange;

/// <summary>A client id of the <see cref="NaiveExchange"/>, with the whole command that it came with.</summary>
internal sealed record NaiveClientId(int Account, string Text, CommandType Command, byte[] Payload, long Sequence)
{
    public RefusalReason Reason { get; set; }

    public long? EndedAt { get; set; }
}
