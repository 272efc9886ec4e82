using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bourse.Exchange;

namespace Bourse.Benches;

/// <summary>Commands one behind the other in memory, as a journal has them on disk.</summary>
internal sealed class CommandTape
{
    private byte[] _bytes = new byte[1 << 20];
    private int _end;

    public int Count { get; private set; }

    public void Add<T>(in CommandHeader header, in T command)
        where T : unmanaged
    {
        var length = Unsafe.SizeOf<CommandHeader>() + sizeof(int) + Unsafe.SizeOf<T>();
        if (_bytes.Length - _end < length)
            Array.Resize(ref _bytes, 2 * _bytes.Length);
        MemoryMarshal.Write(_bytes.AsSpan(_end), header);
        MemoryMarshal.Write(_bytes.AsSpan(_end + Unsafe.SizeOf<CommandHeader>()), Unsafe.SizeOf<T>());
        MemoryMarshal.Write(_bytes.AsSpan(_end + Unsafe.SizeOf<CommandHeader>() + sizeof(int)), command);
        _end += length;
        Count++;
    }

    /// <summary>Gives all commands to an exchange, whose page is cleared after each.</summary>
    /// <returns>How many events there were.</returns>
    public long Replay(ExchangeState exchange, BlotterPage page)
    {
        var events = 0L;
        var (at, ahead) = (0, 0);
        for (var i = -ExchangeState.ExpectAhead; i < Count; i++)
        {
            if (ahead < _end)
            {
                var next = Read(ref ahead, out var payload);
                exchange.Expect(next.Type, payload);
            }

            if (i < 0)
                continue;
            exchange.Apply(Read(ref at, out var command), command, page);
            events += page.Count;
            page.Clear();
        }

        return events;
    }

    /// <summary>The command at a place, 0 for the first, which then is the place of the next.</summary>
    public CommandHeader Read(ref int at, out ReadOnlySpan<byte> payload)
    {
        var header = MemoryMarshal.Read<CommandHeader>(_bytes.AsSpan(at));
        at += Unsafe.SizeOf<CommandHeader>();
        payload = _bytes.AsSpan(at + sizeof(int), MemoryMarshal.Read<int>(_bytes.AsSpan(at)));
        at += sizeof(int) + payload.Length;
        return header;
    }
}
