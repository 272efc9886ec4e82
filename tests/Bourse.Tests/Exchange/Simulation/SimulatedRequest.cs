using Bourse.Engine;
using Bourse.Exchange;

namespace Bourse.Tests.Exchange;

/// <summary>Something that a client wants done, however often it must ask.</summary>
internal sealed class SimulatedRequest(ExchangeStep step, bool mayRepeat, Acknowledgement level)
{
    public CommandType Type => step.Header.Type;

    public byte[] Payload => step.Payload;

    public Acknowledgement Level => level;

    /// <summary>It has a client id, or says what shall be: asking twice does no harm.</summary>
    public bool MayRepeat => mayRepeat;

    public bool IsDone { get; set; }

    /// <summary>When the client asks again.</summary>
    public long RetryAt { get; set; }
}
