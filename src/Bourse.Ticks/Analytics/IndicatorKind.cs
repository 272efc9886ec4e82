namespace Bourse.Ticks;

/// <summary>The indicators that can be asked for.</summary>
public enum IndicatorKind
{
    Sma,
    Ema,
    Rsi,
    Vwap,
    Macd,
    Bollinger,
}
