using Bourse.Gateway.Auth;

namespace Bourse.Gateway.WebSocket;

/// <summary>What a client wants cancelled when its connection ends.</summary>
/// <param name="Account">The account's number.</param>
/// <param name="Name">The account's name.</param>
/// <param name="Caller">Of whose session the orders are; one without a session has all of the account's cancelled.</param>
/// <param name="Address">From where it is connected; empty for a client of the Unix socket.</param>
/// <param name="DaysOnly">Only orders of lifetime day.</param>
/// <param name="Grace">How long it has to come back.</param>
internal sealed record CancelPromise(
    int Account, string Name, Caller Caller, string Address, bool DaysOnly, TimeSpan Grace)
{
    /// <summary>Whether it is for the same account with the same key.</summary>
    public bool IsSameAs(CancelPromise other) => Account == other.Account && IsOf(other.Caller);

    private bool IsOf(Caller caller) => Caller.User == caller.User && Caller.Key == caller.Key;
}
