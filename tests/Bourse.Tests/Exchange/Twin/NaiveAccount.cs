using System.Numerics;

namespace Bourse.Tests.Exchange;

/// <summary>An account of the <see cref="NaiveExchange"/>.</summary>
internal sealed class NaiveAccount(string name, int group)
{
    public string Name => name;
    public int Group => group;
    public int OpenOrdersMax { get; set; } = 100_000;
    public BigInteger OrderValueMax { get; set; }
    public bool IsKilled { get; set; }
}
