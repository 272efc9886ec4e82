using System.Runtime.InteropServices;
using System.Text;
using Bourse.Exchange;

namespace Bourse.Tests.Exchange;

/// <summary>What the <see cref="NaiveExchange"/> tells of a command that it refuses, and some of why it does.</summary>
internal static class NaiveRefusal
{
    public static string Of(ExchangeStep step, RefusalReason reason)
    {
        var (type, payload) = (step.Header.Type, step.Payload);
        var account = type is >= CommandType.Deposit and <= CommandType.ReplaceOrder or CommandType.PlaceGroup && payload.Length >= 4
            ? MemoryMarshal.Read<int>(payload)
            : 0;
        if (step.Header.Version != 1)
            return Lines.Refused(type, account, 0, "", reason);
        var named = type is CommandType.CancelOrder or CommandType.ReplaceOrder && payload.Length >= 16;
        var at = type switch
        {
            CommandType.PlaceOrder => 80,
            CommandType.PlaceGroup => 120,
            CommandType.Deposit or CommandType.Withdraw or CommandType.CancelOrder or CommandType.ReplaceOrder => 16,
            _ => int.MaxValue - 40,
        };
        var clientId = payload.Length >= at + 40 && IsText(payload.AsSpan(at, 40), 36)
            ? Encoding.ASCII.GetString(payload, at, 40).TrimEnd('\0')
            : "";
        return Lines.Refused(type, account, named ? MemoryMarshal.Read<long>(payload.AsSpan(8)) : 0, clientId, reason);
    }

    public static int LengthOf(CommandType type) => type switch
    {
        CommandType.OpenAccount => 48,
        CommandType.AddAsset => 16,
        CommandType.ListInstrument => 112,
        CommandType.ChangeInstrument => 72,
        CommandType.SetReference => 360,
        CommandType.Deposit or CommandType.Withdraw => 56,
        CommandType.LimitAccount or CommandType.LimitPosition => 16,
        CommandType.SetFeeTier => 24,
        CommandType.FoundExchange => 40,
        CommandType.PlaceOrder => 120,
        CommandType.PlaceGroup => 160,
        CommandType.CancelOrder => 56,
        CommandType.ReplaceOrder => 80,
        CommandType.MassCancel or CommandType.Kill or CommandType.SetPhase => 16,
        _ => 8,
    };

    public static bool IsText(ReadOnlySpan<byte> room, int lengthMax)
    {
        var text = Encoding.Latin1.GetString(room).TrimEnd('\0');
        return text.Length <= lengthMax && text.All(letter => letter is >= ' ' and <= '~');
    }

    public static bool AreInRange(in InstrumentTerms terms, bool isOnPaper) =>
        terms.Tick >= 1 && terms.Tick <= 1L << 60
        && terms.Lot >= 1 && terms.Lot <= 1L << 60
        && terms.ValueMin >= 0 && terms.ValueMin <= 1L << 60
        && terms.QuantityMax >= 0 && terms.QuantityMax <= 1L << 60
        && terms.TakerRate >= 0 && terms.TakerRate <= 100_000
        && terms.MakerRate <= 100_000 && terms.MakerRate + (long)terms.TakerRate >= 0
        && terms.Protection >= 0 && terms.Protection <= 1_000_000
        && terms.Band >= 0 && terms.Band < 1_000_000
        && (isOnPaper
            ? terms.Band == 0 && terms.QuoteAgeMax >= 1 && terms.TradeAgeMax >= 0
                && Math.Max(terms.QuoteAgeMax, terms.TradeAgeMax) <= 366L * 86_400 * 1_000_000_000
            : terms.QuoteAgeMax == 0 && terms.TradeAgeMax == 0);
}
