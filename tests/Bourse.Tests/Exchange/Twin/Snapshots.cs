using Bourse.Exchange;

namespace Bourse.Tests.Exchange;

/// <summary>Snapshots in memory.</summary>
internal static class Snapshots
{
    public static byte[] Of(ExchangeState state)
    {
        var stream = new MemoryStream();
        state.WriteSnapshot(stream);
        return stream.ToArray();
    }
}
