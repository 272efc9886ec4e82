using System.Numerics;
using Bourse.Exchange;

namespace Bourse.Tests.Exchange;

/// <summary>Orders of the <see cref="NaiveExchange"/> that came together.</summary>
internal sealed class NaiveGroup(GroupKind kind, BigInteger quantity, NaiveClientId? clientId)
{
    public GroupKind Kind => kind;
    public BigInteger Quantity => quantity;
    public NaiveClientId? ClientId => clientId;
    public NaiveOrder? Parent { get; set; }

    /// <summary>What waits for the parent, or a pair: its limit, then its stop.</summary>
    public NaiveOrder?[] Others { get; } = [null, null];

    /// <summary>Filled of the parent and not yet given to the others.</summary>
    public BigInteger Owed { get; set; }

    /// <summary>What the parent may still be filled.</summary>
    public BigInteger ToCome { get; set; } = kind == GroupKind.OneCancelsOther ? 0 : quantity;
    public bool HasFilled { get; set; }
    public bool HasTriggered { get; set; }

    /// <summary>What the stop of a pair holds beside its limit.</summary>
    public BigInteger Beside { get; set; }

    public bool IsPair => kind != GroupKind.OneTriggersOther;
    public IEnumerable<NaiveOrder> Open => new[] { Parent, Others[0], Others[1] }.OfType<NaiveOrder>();

    public bool Covers(NaiveOrder order) => IsPair && !HasTriggered && order.Leg == (kind == GroupKind.Bracket ? 3 : 2);
}
