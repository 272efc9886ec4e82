using Bourse.Exchange;
using Bourse.Market;
using Bourse.Ticks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bourse.Gateway.Trading;

/// <summary>
/// Accounts, deposits and listings, below /local: only over the Unix socket, whose file's rights decide who may.
/// </summary>
internal sealed class AdministrationEndpoints(Engine.Engine engine, TickStore ticks)
{
    public const string AccountsPath = "/local/exchange/accounts";
    public const string TransfersPath = "/local/exchange/transfers";
    public const string InstrumentsPath = "/local/exchange/instruments";

    public const int AssetLengthMax = 16;

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(AccountsPath, OpenAsync).ExcludeFromDescription();
        app.MapPost(TransfersPath, TransferAsync).ExcludeFromDescription();
        app.MapPost(InstrumentsPath, ListAsync).ExcludeFromDescription();
    }

    private async Task OpenAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context);
        if (body is null)
            return;
        var fields = new JsonFields(body.RootElement);
        var name = fields.NeededText("name", OrderRequest.AccountLengthMax);
        var group = fields.Whole("group");
        if (await RefuseAsync(context, fields))
            return;
        var command = new OpenAccount { Name = Text40.Of(name), Group = group };
        await TellAsync(context, CommandType.OpenAccount, command);
    }

    private async Task TransferAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context);
        if (body is null)
            return;
        var fields = new JsonFields(body.RootElement);
        var account = OrderRequest.AccountOf(fields, engine.Names);
        var asset = fields.NeededText("asset", AssetLengthMax);
        var amount = fields.Units("amount");
        var clientId = fields.Text("client_id", OrderRequest.ClientIdLengthMax);
        if (await RefuseAsync(context, fields))
            return;
        var command = new Transfer
        {
            Account = account, Asset = engine.Names.Asset(asset), Amount = Math.Abs(Math.Max(amount, -long.MaxValue)),
            ClientId = Text40.Of(clientId),
        };
        await TellAsync(context, amount < 0 ? CommandType.Withdraw : CommandType.Deposit, command);
    }

    private async Task ListAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context);
        if (body is null)
            return;
        var fields = new JsonFields(body.RootElement);
        var symbol = fields.NeededText("symbol", OrderRequest.SymbolLengthMax);
        var listed = fields.Flag("paper") ? PaperListing.Of(fields, symbol, ticks) : OwnListing(fields);
        var terms = TermsOf(fields, listed);
        if (await RefuseAsync(context, fields))
            return;
        var command = new ListInstrument
        {
            Symbol = Text32.Of(symbol),
            BaseAsset = await AssetAsync(listed.Base),
            QuoteAsset = await AssetAsync(listed.Quote),
            Terms = terms,
            Execution = listed.Execution,
        };
        await TellAsync(context, CommandType.ListInstrument, command);
    }

    private static PaperListing OwnListing(JsonFields fields) => new(
        Execution.Book, fields.NeededText("base", AssetLengthMax), fields.NeededText("quote", AssetLengthMax));

    private static InstrumentTerms TermsOf(JsonFields fields, PaperListing listed) => new()
    {
        Tick = fields.Units("tick"),
        Lot = fields.Units("lot"),
        ValueMin = fields.Units("value_min"),
        QuantityMax = fields.Units("quantity_max"),
        MakerRate = fields.Whole("maker_rate"),
        TakerRate = fields.Whole("taker_rate"),
        Protection = fields.Whole("protection"),
        QuoteAgeMax = Age(fields.Whole("quote_age_seconds"), listed.QuoteSecondsAtFirst),
        TradeAgeMax = Age(fields.Whole("trade_age_seconds"), listed.TradeSecondsAtFirst),
    };

    private static long Age(int seconds, int secondsAtFirst) =>
        (seconds == 0 ? secondsAtFirst : seconds) * Timestamp.PerSecond;

    private static async Task<bool> RefuseAsync(HttpContext context, JsonFields fields)
    {
        fields.End();
        if (fields.Fault is null)
            return false;
        await fields.Fault.WriteAsync(context);
        return true;
    }

    // An asset that is new is added first. Whoever adds it at the same moment adds the same.
    private async Task<int> AssetAsync(string name)
    {
        if (engine.Names.Asset(name) == 0)
            await engine.Submit(
                CommandType.AddAsset, TradingEndpoints.Bytes(new AddAsset { Name = Text16.Of(name) }));
        return engine.Names.Asset(name);
    }

    private async Task TellAsync<T>(HttpContext context, CommandType type, T command)
        where T : unmanaged => await TradingEndpoints.TellAsync(
            context, await engine.Submit(type, TradingEndpoints.Bytes(command)), TradingJson.WriteMade);
}
