using Bourse.Exchange;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Bourse.Ticks;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>Lists instruments.</summary>
internal sealed class ListEndpoint(Engine.Engine engine, TickStore ticks)
{
    public static readonly Operation Operation =
        new("listInstrument", InstrumentEndpoints.InstrumentsPath, "List an instrument")
    {
        Description = """
            `base` is bought and sold for `quote`; assets that are new are added. With `paper` its orders trade against what
            is known of that instrument's market elsewhere, as `ASX:BHP`, and both assets may be left out.
            """,
        Method = "POST",
        Access = Access.Admin,
        Tag = TradingTags.Exchange,
        Body = "NewInstrument",
        Answer = "Accepted",
        Success = StatusCodes.Status202Accepted,
        Problems = [400, 401, 403, 404, 409, 413, 415, 422, 429, 503],
    };

    public async Task AnswerAsync(HttpContext context)
    {
        if (await JsonBody.ReadAsync(context) is not { } fields)
            return;
        var symbol = fields.NeededText("symbol", InstrumentName.LengthMax);
        CommandAnswer.Note(context, symbol);
        var listed = fields.Flag("paper") ? PaperListing.Of(fields, symbol, ticks) : OwnListing(fields);
        var terms = TermsRequest.Read(fields, new InstrumentTerms
        {
            QuoteAgeMax = TermsRequest.Age(listed.QuoteSecondsAtFirst),
            TradeAgeMax = TermsRequest.Age(listed.TradeSecondsAtFirst),
        });
        fields.End();
        if (fields.Fault is { } fault)
        {
            await fault.WriteAsync(context);
            return;
        }

        var command = new ListInstrument
        {
            Symbol = Text32.Of(symbol),
            BaseAsset = await AssetName.FindOrAddAsync(engine, listed.Base),
            QuoteAsset = await AssetName.FindOrAddAsync(engine, listed.Quote),
            Terms = terms,
            Execution = listed.Execution,
        };
        await CommandAnswer.WriteAsync(
            context, await engine.Submit(CommandType.ListInstrument, CommandAnswer.Bytes(command)));
    }

    private static PaperListing OwnListing(JsonFields fields) => new(
        Execution.Book, fields.NeededText("base", AssetName.LengthMax), fields.NeededText("quote", AssetName.LengthMax));
}
