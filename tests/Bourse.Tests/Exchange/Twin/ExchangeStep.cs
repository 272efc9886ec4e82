using System.Runtime.InteropServices;
using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Tests.Exchange;

/// <summary>One record of an orders journal.</summary>
internal sealed record ExchangeStep(CommandHeader Header, byte[] Payload)
{
    public static ExchangeStep Of<T>(CommandType type, in T command, long sequence = 0, long time = 0)
        where T : unmanaged =>
        new(new CommandHeader(sequence, new Timestamp(time), type), MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in command)).ToArray());

    public T As<T>() where T : struct => MemoryMarshal.Read<T>(Payload);

    public override string ToString() => StepText.Of(this);
}
