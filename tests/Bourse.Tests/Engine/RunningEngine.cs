using System.Runtime.InteropServices;
using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Tests.Engine;

/// <summary>An engine on a thread of its own, and the few commands that the tests give.</summary>
internal sealed class RunningEngine : IDisposable
{
    public const long One = Price.UnitsPerOne;

    private readonly CancellationTokenSource _stopping = new();
    private readonly Thread _thread;
    private bool _isDisposed;

    public RunningEngine(Bourse.Engine.Engine engine)
    {
        Engine = engine;
        _thread = new Thread(() => engine.Run(_stopping.Token)) { Name = "engine" };
        _thread.Start();
    }

    public Bourse.Engine.Engine Engine { get; }

    public static ReadOnlySpan<byte> Bytes<T>(in T command)
        where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in command));

    public Answer Give<T>(CommandType type, in T command, Acknowledgement level = Acknowledgement.Durable)
        where T : unmanaged => Give(type, Bytes(command), level).Result;

    public Task<Answer> Give(
        CommandType type, ReadOnlySpan<byte> payload, Acknowledgement level = Acknowledgement.Durable) =>
        Engine.Submit(type, payload, level).AsTask();

    /// <summary>Accounts 2 and 3, ann and bob, each with 10,000 USD and 1,000 XYZ; instrument 1 is XYZ-USD.</summary>
    public RunningEngine Prepare()
    {
        Give(CommandType.AddAsset, new AddAsset { Name = Text16.Of("USD") });
        Give(CommandType.AddAsset, new AddAsset { Name = Text16.Of("XYZ") });
        Give(CommandType.ListInstrument, new ListInstrument
        {
            Symbol = Text32.Of("XYZ-USD"), BaseAsset = 2, QuoteAsset = 1,
            Terms = new InstrumentTerms { Tick = One / 100, Lot = One },
        });
        foreach (var (name, account) in new[] { ("ann", 2), ("bob", 3) })
        {
            Give(CommandType.OpenAccount, new OpenAccount { Name = Text40.Of(name) });
            Give(CommandType.Deposit, new Transfer { Account = account, Asset = 1, Amount = 10_000 * One });
            Give(CommandType.Deposit, new Transfer { Account = account, Asset = 2, Amount = 1_000 * One });
        }

        return this;
    }

    public static PlaceOrder Order(int account, Side side, long quantity, long price, string clientId = "") => new()
    {
        Account = account, Instrument = 1, Side = side, Quantity = quantity * One, Price = price * One,
        ClientId = Text40.Of(clientId), SelfTradePrevention = SelfTradePrevention.None,
    };

    public Answer Place(
        int account, Side side, long quantity, long price, string clientId = "",
        Acknowledgement level = Acknowledgement.Durable) =>
        Give(CommandType.PlaceOrder, Order(account, side, quantity, price, clientId), level);

    public T Ask<T>(Func<EngineView, T> read) => Engine.AskAsync(read).Result;

    /// <summary>Stops the thread; the journals stay open.</summary>
    public void Stop()
    {
        _stopping.Cancel();
        _thread.Join();
    }

    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        Stop();
        Engine.Dispose();
        _stopping.Dispose();
    }
}
