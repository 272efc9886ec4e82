namespace Bourse.Gateway.Trading;

internal sealed class InstrumentEndpoints
{
    public const string InstrumentsPath = "/v1/instruments";
    public const string InstrumentPath = InstrumentsPath + "/{symbol}";
}
