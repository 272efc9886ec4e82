using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;

namespace Bourse.Tests.Venues;

/// <summary>One connected client: what it subscribed to, and what is still to be sent to it.</summary>
internal sealed class VenueClient(WebSocket socket, VenueTongue tongue, Action reset)
{
    private const int FragmentBytes = 7;

    private readonly Channel<Func<CancellationToken, Task>> _outbox =
        Channel.CreateBounded<Func<CancellationToken, Task>>(256);

    private readonly List<(FrameMark Mark, string Text)> _heldBack = [];
    private long _number;

    /// <summary>Channels and symbols; only under the market's lock.</summary>
    public HashSet<(string Channel, string Symbol)> Held { get; } = [];

    /// <summary>Nothing is sent to it, as if the venue had died.</summary>
    public bool IsStalled { get; set; }

    public bool Wants(FrameMark frame) =>
        frame.Role == FrameRole.Everyone ? Held.Count > 0 : Held.Contains((frame.Channel, frame.Symbol));

    /// <summary>Sends what was asked for: an answer, a snapshot.</summary>
    public ValueTask SayAsync(string text) => IsStalled ? default : PutAsync(Text(Numbered(text)));

    /// <summary>Sends a frame of the market, with what goes wrong with it.</summary>
    public async ValueTask PlayAsync(RecordedFrame frame, IReadOnlyList<Misbehaviour> wrong)
    {
        foreach (var one in wrong)
            await BeforeAsync(one);
        if (IsStalled)
            return;
        var text = Numbered(frame.Text);
        if (Has(wrong, MisbehaviourKind.BadChecksum))
            text = tongue.SpoilChecksum(text);
        if (Has(wrong, MisbehaviourKind.Gap))
            return;
        if (Has(wrong, MisbehaviourKind.Reorder))
        {
            _heldBack.Add((frame.Mark, text));
            return;
        }

        await PutAsync(Has(wrong, MisbehaviourKind.Fragmented) ? Fragments(text)
            : Text(Has(wrong, MisbehaviourKind.Truncate) ? text[..(text.Length / 2)] : text));
        if (Has(wrong, MisbehaviourKind.Duplicate))
            await PutAsync(Text(text));
        foreach (var late in _heldBack.FindAll(held => held.Mark == frame.Mark))
            await PutAsync(Text(late.Text));
        _heldBack.RemoveAll(held => held.Mark == frame.Mark);
    }

    /// <summary>Closes the connection when all before has been sent.</summary>
    public ValueTask CloseAsync() => IsStalled ? default : PutAsync(stopping =>
        socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "going away", stopping));

    /// <summary>Sends until the connection is gone.</summary>
    public async Task SendAsync(CancellationToken gone)
    {
        try
        {
            await foreach (var send in _outbox.Reader.ReadAllAsync(gone))
                await send(gone);
        }
        catch (Exception end) when (end is OperationCanceledException or WebSocketException or IOException
            or ObjectDisposedException)
        {
        }
        finally
        {
            _outbox.Writer.TryComplete();
        }
    }

    /// <summary>Nothing more can be sent; who waits to send goes on.</summary>
    public void Leave() => _outbox.Writer.TryComplete();

    private static bool Has(IReadOnlyList<Misbehaviour> wrong, MisbehaviourKind kind) => wrong.Any(one => one.Kind == kind);

    private ValueTask BeforeAsync(Misbehaviour wrong)
    {
        switch (wrong.Kind)
        {
            case MisbehaviourKind.Stall:
                IsStalled = true;
                return default;
            case MisbehaviourKind.Close:
                return CloseAsync();
            case MisbehaviourKind.Reset:
                return PutAsync(_ =>
                {
                    reset();
                    return Task.CompletedTask;
                });
            case MisbehaviourKind.HugeFrame:
                return PutAsync(Text($$"""{"channel":"none","padding":"{{new string('x', wrong.Bytes)}}"}"""));
            case MisbehaviourKind.GarbageText:
                return PutAsync(Text("}{ not what was agreed on \u00ff"));
            case MisbehaviourKind.GarbageBytes:
                return PutAsync(Bytes([0xff, 0x00, 0xfe, 0x80, 0xc3]));
            default:
                return default;
        }
    }

    private string Numbered(string text) => tongue.Number(text, _number++);

    private async ValueTask PutAsync(Func<CancellationToken, Task> send)
    {
        // A client that has left takes nothing more: that is no fault of the server's.
        while (await _outbox.Writer.WaitToWriteAsync() && !_outbox.Writer.TryWrite(send))
        {
        }
    }

    private Func<CancellationToken, Task> Text(string text) => stopping => socket
        .SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, stopping);

    private Func<CancellationToken, Task> Bytes(byte[] bytes) => stopping => socket
        .SendAsync(bytes, WebSocketMessageType.Binary, true, stopping);

    private Func<CancellationToken, Task> Fragments(string text) => async stopping =>
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var at = 0; at < bytes.Length; at += FragmentBytes)
        {
            var length = Math.Min(FragmentBytes, bytes.Length - at);
            var isLast = at + length == bytes.Length;
            await socket.SendAsync(bytes.AsMemory(at, length), WebSocketMessageType.Text, isLast, stopping);
        }
    };
}
