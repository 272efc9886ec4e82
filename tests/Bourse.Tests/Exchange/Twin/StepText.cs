using System.Globalization;
using System.Text;
using Bourse.Exchange;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Tests.Exchange;

/// <summary>
/// Steps as text: "ann buys 10 @ 100 post-only", "bob sells 10 at market", "ann sells 10 from 90" when the price comes to 90,
/// "ann sells 10 @ 89 from 90", "ann sells 10 trailing 5", "ann sells 10 trailing 50000/M", "ann buys for 500 at market",
/// "ann cancels 7" (its leg is "7.2"), "ann replaces 7 with 5 @ 101", "ann deposits 10 USD", "cancel all of ann in XYZ-USD sells",
/// "kill ann", "revive all", "limit ann to 5 orders of 1000", "limit ann to 50 in XYZ-USD", "wait 48h", "raw 9 00ff".
/// </summary>
internal static class StepText
{
    public static string Of(ExchangeStep step) => step.Header.Type switch
    {
        _ when step.Header.Version != CommandHeader.LayoutVersion || !HasLayout(step) => Raw(step),
        CommandType.PlaceOrder => Of(step.As<PlaceOrder>()) is var text && Parses(text, step) ? text : Raw(step),
        CommandType.PlaceGroup => GroupText.Of(step.As<PlaceGroup>()) is var text && Parses(text, step) ? text : Raw(step),
        CommandType.CancelOrder => Of(step.As<CancelOrder>()),
        CommandType.ReplaceOrder => Of(step.As<ReplaceOrder>()),
        CommandType.Deposit => Of(step.As<Transfer>(), "deposits"),
        CommandType.Withdraw => Of(step.As<Transfer>(), "withdraws"),
        _ => Raw(step),
    };

    public static ExchangeStep Parse(string text)
    {
        var words = new Queue<string>(Split(text));
        var first = words.Dequeue();
        return first switch
        {
            "raw" => ParseRaw(words),
            "cancel" => MassCancel(words),
            "kill" or "revive" => Kill(first == "kill", words),
            "limit" => Limit(words),
            "set" => Set(words),
            "phase" => Phase(words),
            "list" => PaperText.List(words),
            "market" => PaperText.Market(words),
            "tier" => FeeTier(words),
            "keep" => Step(CommandType.KeepClientIds, new KeepClientIds { Nanoseconds = Duration(words.Last()) }),
            "wait" => Step(CommandType.PassTime, default(PassTime)),
            _ => OfAccount(Names.Parse(Names.Accounts, first), words),
        };
    }

    /// <summary>How long a step lets pass before it.</summary>
    public static long WaitOf(string text) => text.StartsWith("wait ", StringComparison.Ordinal) ? Duration(text[5..]) : 0;

    public static long Duration(string text) => long.Parse(text.AsSpan(0, text.Length - 1), null) * text[^1] switch
    {
        's' => Timestamp.PerSecond,
        'm' => Timestamp.PerMinute,
        'h' => Timestamp.PerHour,
        _ => throw new FormatException($"'{text}' is no time."),
    };

    private static bool HasLayout(ExchangeStep step) => step.Payload.Length == step.Header.Type switch
    {
        CommandType.PlaceOrder => 120,
        CommandType.PlaceGroup => 160,
        CommandType.CancelOrder => 56,
        CommandType.ReplaceOrder => 80,
        CommandType.Deposit or CommandType.Withdraw => 56,
        _ => -1,
    };

    private static bool Parses(string text, ExchangeStep step)
    {
        try
        {
            return Parse(text).Payload.AsSpan().SequenceEqual(step.Payload);
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string Raw(ExchangeStep step) =>
        $"raw {(ushort)step.Header.Type} {step.Header.Version} {Convert.ToHexString(step.Payload)}";

    private static ExchangeStep ParseRaw(Queue<string> words) => new(
        new CommandHeader(0, default, (CommandType)ushort.Parse(words.Dequeue(), null), ushort.Parse(words.Dequeue(), null)),
        words.TryDequeue(out var hex) ? Convert.FromHexString(hex) : []);

    private static string Of(in PlaceOrder order)
    {
        var text = new StringBuilder($"{Lines.Account(order.Account)} {(order.Side == Side.Buy ? "buys" : "sells")}");
        text.Append(order.Notional != 0 ? $" for {Words.Amount(order.Notional)}" : $" {Words.Amount(order.Quantity)}");
        text.Append(order.Price != 0 ? $" @ {Words.Amount(order.Price)}" : order.Kind == OrderKind.Market ? " at market" : "");
        text.Append(order.StopPrice == 0 ? "" : $" from {Words.Amount(order.StopPrice)}");
        text.Append(order.Trail == 0 ? "" : $" trailing {Words.Amount(order.Trail)}");
        text.Append(order.TrailRate == 0 ? "" : $" trailing {order.TrailRate}/M");
        text.Append(order.Lifetime switch
        {
            Lifetime.GoodTillCancel => "",
            Lifetime.ImmediateOrCancel => " ioc",
            Lifetime.FillOrKill => " fok",
            Lifetime.GoodTillDate => $" until {new Timestamp(order.ExpiresAt)}",
            var other => $" {Words.Of(other)}",
        });
        text.Append(order.Session == 0 ? "" : $" session {order.Session}");
        text.Append(order.Display == 0 ? "" : $" shows {Words.Amount(order.Display)}");
        text.Append((order.Flags & OrderFlags.PostOnly) == 0 ? "" : " post-only");
        text.Append((order.Flags & OrderFlags.ReduceOnly) == 0 ? "" : " reduce-only");
        text.Append(order.SelfTradePrevention == 0 ? "" : $" stp {Words.Of(order.SelfTradePrevention)}");
        text.Append(order.Instrument == 1 ? "" : $" in {Lines.Instrument(order.Instrument)}");
        return text.Append(As(order.ClientId)).ToString();
    }

    private static string Of(in CancelOrder cancel) =>
        $"{Lines.Account(cancel.Account)} cancels{Order(cancel.OrderId, cancel.ClientId)}";

    private static string Of(in ReplaceOrder replace) =>
        $"{Lines.Account(replace.Account)} replaces{Order(replace.OrderId, replace.ClientId)}"
        + $" with {Words.Amount(replace.Quantity)} @ {Words.Amount(replace.Price)}"
        + (replace.StopPrice == 0 ? "" : $" from {Words.Amount(replace.StopPrice)}");

    private static string Of(in Transfer transfer, string verb) =>
        $"{Lines.Account(transfer.Account)} {verb} {Words.Amount(transfer.Amount)} {Lines.Asset(transfer.Asset)}"
        + As(transfer.ClientId);

    private static string Order(long id, in Text40 clientId) => id == 0 ? $" \"{clientId}\"" : $" {Lines.Id(id)}";

    private static string As(in Text40 clientId) => clientId.ToString() is { Length: > 0 } text ? $" as \"{text}\"" : "";

    private static ExchangeStep OfAccount(int account, Queue<string> words)
    {
        var verb = words.Dequeue();
        switch (verb)
        {
            case "buys" or "sells":
                var order = new PlaceOrder { Account = account, Instrument = 1, Side = verb == "buys" ? Side.Buy : Side.Sell };
                if (words.Peek() != "for")
                    order.Quantity = Words.Amount(words.Dequeue());
                return Step(CommandType.PlaceOrder, Terms(order, words));
            case "oco" or "oto" or "bracket":
                return Step(CommandType.PlaceGroup, GroupText.Parse(verb, account, words));
            case "cancels":
                var (id, name) = Order(words);
                return Step(CommandType.CancelOrder, new CancelOrder { Account = account, OrderId = id, ClientId = name });
            case "replaces":
                var (replaced, clientId) = Order(words);
                words.Dequeue();
                var replace = new ReplaceOrder { Account = account, OrderId = replaced, ClientId = clientId };
                replace.Quantity = Words.Amount(words.Dequeue());
                while (words.TryDequeue(out var word))
                    (word == "from" ? ref replace.StopPrice : ref replace.Price) = Words.Amount(words.Dequeue());
                return Step(CommandType.ReplaceOrder, replace);
            case "deposits" or "withdraws":
                var transfer = new Transfer { Account = account, Amount = Words.Amount(words.Dequeue()) };
                transfer.Asset = Names.Parse(Names.Assets, words.Dequeue());
                if (words.TryDequeue(out _))
                    transfer.ClientId = Text40.Of(words.Dequeue().Trim('"'));
                return Step(verb == "deposits" ? CommandType.Deposit : CommandType.Withdraw, transfer);
            default:
                throw new FormatException($"A story knows no \"{verb}\".");
        }
    }

    private static PlaceOrder Terms(PlaceOrder order, Queue<string> words)
    {
        while (words.TryDequeue(out var word))
            switch (word)
            {
                case "@":
                    order.Price = Words.Amount(words.Dequeue());
                    break;
                case "at":
                    order.Kind = OrderKind.Market;
                    words.Dequeue();
                    break;
                case "from":
                    order.StopPrice = Words.Amount(words.Dequeue());
                    order.Kind = order.Price == 0 ? OrderKind.Stop : OrderKind.StopLimit;
                    break;
                case "trailing" when words.Peek().EndsWith("/M", StringComparison.Ordinal):
                    order.TrailRate = int.Parse(words.Dequeue().AsSpan()[..^2], null);
                    order.Kind = OrderKind.TrailingStop;
                    break;
                case "trailing":
                    order.Trail = Words.Amount(words.Dequeue());
                    order.Kind = OrderKind.TrailingStop;
                    break;
                case "for":
                    order.Notional = Words.Amount(words.Dequeue());
                    break;
                case "ioc":
                    order.Lifetime = Lifetime.ImmediateOrCancel;
                    break;
                case "fok":
                    order.Lifetime = Lifetime.FillOrKill;
                    break;
                case "day" or "opening" or "closing":
                    order.Lifetime = Words.Parse<Lifetime>(word);
                    break;
                case "until":
                    order.Lifetime = Lifetime.GoodTillDate;
                    order.ExpiresAt = Timestamp.Parse(words.Dequeue()).Nanoseconds;
                    break;
                case "session":
                    order.Session = int.Parse(words.Dequeue(), null);
                    break;
                case "post-only":
                    order.Flags |= OrderFlags.PostOnly;
                    break;
                case "reduce-only":
                    order.Flags |= OrderFlags.ReduceOnly;
                    break;
                case "shows":
                    order.Display = Words.Amount(words.Dequeue());
                    break;
                case "stp":
                    order.SelfTradePrevention = Words.Parse<SelfTradePrevention>(words.Dequeue());
                    break;
                case "in":
                    order.Instrument = Names.Parse(Names.Instruments, words.Dequeue());
                    break;
                case "as":
                    order.ClientId = Text40.Of(words.Dequeue().Trim('"'));
                    break;
                default:
                    throw new FormatException($"A story knows no \"{word}\".");
            }
        return order;
    }

    private static (long Id, Text40 ClientId) Order(Queue<string> words)
    {
        var word = words.Dequeue();
        return word.StartsWith('"')
            ? (0, Text40.Of(word.Trim('"')))
            : (OrderId(word), default);
    }

    private static long OrderId(string word)
    {
        var leg = word.Split('.') is [_, var digit] ? int.Parse(digit, CultureInfo.InvariantCulture) : 0;
        return 10 * (long.Parse(word.Split('.')[0], CultureInfo.InvariantCulture) + Lines.FirstId) + leg;
    }

    private static ExchangeStep MassCancel(Queue<string> words)
    {
        var command = default(MassCancel);
        while (words.TryDequeue(out var word))
            switch (word)
            {
                case "of":
                    command.Account = Names.Parse(Names.Accounts, words.Dequeue());
                    break;
                case "in":
                    command.Instrument = Names.Parse(Names.Instruments, words.Dequeue());
                    break;
                case "session":
                    command.Session = int.Parse(words.Dequeue(), null);
                    break;
                case "days":
                    command.DaysOnly = 1;
                    break;
                case "buys" or "sells":
                    command.Side = word == "buys" ? Side.Buy : Side.Sell;
                    break;
            }
        return Step(CommandType.MassCancel, command);
    }

    private static ExchangeStep Phase(Queue<string> words)
    {
        var command = new SetPhase { Phase = Words.Parse<Phase>(words.Dequeue()), Instrument = 1 };
        while (words.TryDequeue(out var word))
            if (word == "in")
                command.Instrument = words.Dequeue() is var name and not "all" ? Names.Parse(Names.Instruments, name) : 0;
            else if (word == "at")
                command.ReferencePrice = Words.Amount(words.Dequeue());
        return Step(CommandType.SetPhase, command);
    }

    private static ExchangeStep FeeTier(Queue<string> words)
    {
        var command = new SetFeeTier { Tier = byte.Parse(words.Dequeue(), null), IsOn = 1, Asset = 1 };
        while (words.TryDequeue(out var word))
            if (word == "from")
                command.ValueMin = Words.Amount(words.Dequeue());
            else if (word == "maker")
                command.MakerRate = int.Parse(words.Dequeue(), null);
            else if (word == "taker")
                command.TakerRate = int.Parse(words.Dequeue(), null);
            else if (word == "off")
                command.IsOn = 0;
        return Step(CommandType.SetFeeTier, command);
    }

    private static ExchangeStep Kill(bool isOn, Queue<string> words)
    {
        var command = new Kill { IsOn = isOn ? (byte)1 : (byte)0 };
        var name = words.Dequeue();
        if (Array.IndexOf(Names.Instruments, name) is var instrument and > 0)
            command.Instrument = instrument;
        else if (name != "all")
            command.Account = Names.Parse(Names.Accounts, name);
        return Step(CommandType.Kill, command);
    }

    private static ExchangeStep Limit(Queue<string> words)
    {
        var account = Names.Parse(Names.Accounts, words.Dequeue());
        words.Dequeue();
        var number = words.Dequeue();
        return words.Dequeue() == "in"
            ? Step(CommandType.LimitPosition, new LimitPosition
            {
                Account = account, QuantityMax = Words.Amount(number),
                Instrument = Names.Parse(Names.Instruments, words.Dequeue()),
            })
            : Step(CommandType.LimitAccount, new LimitAccount
            {
                Account = account, OpenOrdersMax = int.Parse(number, null), OrderValueMax = Words.Amount(words.Last()),
            });
    }

    private static ExchangeStep Set(Queue<string> words)
    {
        var command = new ChangeInstrument { Instrument = Names.Parse(Names.Instruments, words.Dequeue()) };
        command.Terms = command.Instrument == 4 ? Preparation.PaperTerms : Preparation.Terms;
        while (words.TryDequeue(out var word))
            switch (word)
            {
                case "tick":
                    command.Terms.Tick = Words.Amount(words.Dequeue());
                    break;
                case "lot":
                    command.Terms.Lot = Words.Amount(words.Dequeue());
                    break;
                case "value-min":
                    command.Terms.ValueMin = Words.Amount(words.Dequeue());
                    break;
                case "quantity-max":
                    command.Terms.QuantityMax = Words.Amount(words.Dequeue());
                    break;
                case "maker":
                    command.Terms.MakerRate = int.Parse(words.Dequeue(), null);
                    break;
                case "taker":
                    command.Terms.TakerRate = int.Parse(words.Dequeue(), null);
                    break;
                case "band":
                    command.Terms.Band = int.Parse(words.Dequeue(), null);
                    break;
                case "quote-age":
                    command.Terms.QuoteAgeMax = Duration(words.Dequeue());
                    break;
                case "trade-age":
                    command.Terms.TradeAgeMax = Duration(words.Dequeue());
                    break;
                case "protection":
                    command.Terms.Protection = int.Parse(words.Dequeue(), null);
                    break;
                default:
                    throw new FormatException($"A story knows no \"{word}\".");
            }
        return Step(CommandType.ChangeInstrument, command);
    }

    private static ExchangeStep Step<T>(CommandType type, in T command) where T : unmanaged => ExchangeStep.Of(type, command);

    /// <summary>Words by blanks; what stands between quotes is one.</summary>
    private static IEnumerable<string> Split(string text)
    {
        var word = new StringBuilder();
        var isQuoted = false;
        foreach (var letter in text + " ")
        {
            if (letter != ' ' || isQuoted)
                word.Append(letter);
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }

            isQuoted ^= letter == '"';
        }
    }
}
