using System.Text;
using Bourse.Gateway.Json;
using Bourse.Market;
using Bourse.Ticks;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Rest;

/// <summary>The best bid and the best offer of a symbol over all venues.</summary>
internal sealed class ConsolidatedEndpoint(SymbolDirectory directory, TimeProvider clock)
{
    private const int AgeTextMax = 24;

    private static readonly QueryParameter<TimeSpan> Age =
        new(
            "age",
            "Leaves out venues whose last change, by their own clocks, is older than so many seconds, as `2.5`.",
            "a number of seconds above 0")
        {
            Schema = new() { ["type"] = "number", ["exclusiveMinimum"] = 0 },
            TryRead = TryReadSeconds,
        };

    public static readonly Operation Operation =
        new("getConsolidated", "/api/v1/stocks/{symbol}/consolidated", "The best bid and ask over all venues")
        {
            Description = """
                `bid` and `ask` are the best over all venues that have the symbol, of equal ones the largest, each with its
                venue. `spread` is the ask less the bid. It is below zero where one venue bids more than another asks:
                then `arbitrage` has what buying at the one and selling at the other brings a unit, before fees, and the
                size that both would take. `venues` has what each bids and asks itself, by its book, or by its last quote
                where it sends no book. A venue that is not compared says why in `left_out`: `suspect`, its book may be
                wrong since a gap; `crossed`, its own bid is above its own ask; `stale`, see `age`; `empty`, it has
                neither; `synthetic`, it is made up and others are not; `currency`, its prices are in another one.
                """,
            Query = [Age],
            Answer = "Consolidated",
            Problems = [400, 404, 429, 503],
        };

    public Task AnswerAsync(HttpContext context)
    {
        var query = new QueryReader(context, Operation);
        var age = query.Read(Age, TimeSpan.Zero);
        if (SymbolQuestion.TryRead(context, directory, ref query, out var question) is { } fault)
            return fault.WriteAsync(context);
        var oldest = age == TimeSpan.Zero ? Timestamp.MinValue : Timestamp.FromDateTime(clock.GetUtcNow() - age);
        return SmallAnswer.WriteAsync(
            context, ConsolidatedView.Of(question.Name, question.Instruments, oldest), ConsolidatedJson.Write);
    }

    private static bool TryReadSeconds(ReadOnlySpan<char> text, out TimeSpan value)
    {
        value = default;
        Span<byte> utf8 = stackalloc byte[AgeTextMax];
        if (!Encoding.ASCII.TryGetBytes(text, utf8, out var length)
            || Price.TryParse(utf8[..length], out var seconds) != NumberFault.None)
            return false;
        value = TimeSpan.FromTicks(Math.Min(seconds.Units / 10, TimeSpan.TicksPerDay * 3_650));
        return value > TimeSpan.Zero;
    }
}
