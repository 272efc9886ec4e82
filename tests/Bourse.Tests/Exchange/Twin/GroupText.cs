using System.Text;
using Bourse.Exchange;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Tests.Exchange;

/// <summary>
/// Orders that come together as text: "ann oco sells 10 : @ 110 | stop 90", "ann oto buys 10 : @ 100 | @ 110",
/// "ann bracket buys 10 as "x" : at market fok | @ 110 day | stop 95 @ 94".
/// </summary>
internal static class GroupText
{
    private static readonly string[] Verbs = ["", "oco", "oto", "bracket"];

    public static string Of(in PlaceGroup group)
    {
        var text = new StringBuilder($"{Lines.Account(group.Account)} {Verbs[(int)group.Kind]}");
        text.Append(group.Side == Side.Buy ? " buys" : " sells").Append($" {Words.Amount(group.Quantity)}");
        text.Append(group.Session == 0 ? "" : $" session {group.Session}");
        text.Append(group.SelfTradePrevention == 0 ? "" : $" stp {Words.Of(group.SelfTradePrevention)}");
        text.Append(group.Instrument == 1 ? "" : $" in {Lines.Instrument(group.Instrument)}");
        text.Append(group.ClientId.ToString() is { Length: > 0 } id ? $" as \"{id}\"" : "");
        return text.Append($" :{Of(group.Leg1)} |{Of(group.Leg2)}").Append(
            group.Kind == GroupKind.Bracket ? $" |{Of(group.Leg3)}" : "").ToString();
    }

    public static PlaceGroup Parse(string verb, int account, Queue<string> words)
    {
        var group = new PlaceGroup { Account = account, Instrument = 1, Kind = (GroupKind)Array.IndexOf(Verbs, verb) };
        group.Side = words.Dequeue() == "buys" ? Side.Buy : Side.Sell;
        group.Quantity = Words.Amount(words.Dequeue());
        for (var word = words.Dequeue(); word != ":"; word = words.Dequeue())
            switch (word)
            {
                case "session":
                    group.Session = int.Parse(words.Dequeue(), null);
                    break;
                case "stp":
                    group.SelfTradePrevention = Words.Parse<SelfTradePrevention>(words.Dequeue());
                    break;
                case "in":
                    group.Instrument = Names.Parse(Names.Instruments, words.Dequeue());
                    break;
                case "as":
                    group.ClientId = Text40.Of(words.Dequeue().Trim('"'));
                    break;
                default:
                    throw new FormatException($"A story knows no \"{word}\" of a group.");
            }
        group.Leg1 = Leg(words);
        group.Leg2 = Leg(words);
        group.Leg3 = Leg(words);
        return group;
    }

    private static string Of(in GroupLeg leg)
    {
        var text = new StringBuilder(leg.Kind == OrderKind.Market ? " at market" : "");
        text.Append(leg.StopPrice == 0 ? "" : $" stop {Words.Amount(leg.StopPrice)}");
        text.Append(leg.Price == 0 ? "" : $" @ {Words.Amount(leg.Price)}");
        text.Append(leg.Lifetime switch
        {
            Lifetime.GoodTillCancel => "",
            Lifetime.ImmediateOrCancel => " ioc",
            Lifetime.FillOrKill => " fok",
            Lifetime.GoodTillDate => $" until {new Timestamp(leg.ExpiresAt)}",
            var other => $" {Words.Of(other)}",
        });
        return text.Append((leg.Flags & OrderFlags.PostOnly) == 0 ? "" : " post-only")
            .Append((leg.Flags & OrderFlags.ReduceOnly) == 0 ? "" : " reduce-only").ToString();
    }

    private static GroupLeg Leg(Queue<string> words)
    {
        var leg = default(GroupLeg);
        while (words.TryDequeue(out var word) && word != "|")
            switch (word)
            {
                case "@":
                    leg.Price = Words.Amount(words.Dequeue());
                    leg.Kind = leg.StopPrice == 0 ? OrderKind.Limit : OrderKind.StopLimit;
                    break;
                case "stop":
                    leg.StopPrice = Words.Amount(words.Dequeue());
                    leg.Kind = OrderKind.Stop;
                    break;
                case "at":
                    words.Dequeue();
                    leg.Kind = OrderKind.Market;
                    break;
                case "ioc":
                    leg.Lifetime = Lifetime.ImmediateOrCancel;
                    break;
                case "fok":
                    leg.Lifetime = Lifetime.FillOrKill;
                    break;
                case "until":
                    leg.Lifetime = Lifetime.GoodTillDate;
                    leg.ExpiresAt = Timestamp.Parse(words.Dequeue()).Nanoseconds;
                    break;
                case "post-only":
                    leg.Flags |= OrderFlags.PostOnly;
                    break;
                case "reduce-only":
                    leg.Flags |= OrderFlags.ReduceOnly;
                    break;
                default:
                    leg.Lifetime = Words.Parse<Lifetime>(word);
                    break;
            }
        return leg;
    }
}
