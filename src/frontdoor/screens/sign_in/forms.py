"""Forms of signing in."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth.password_validation import validate_password

from frontdoor.access.models import Account


class SignIn(LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mail address"
        self.fields["login"].error_messages["required"] = "Enter your e-mail address"
        self.fields["login"].error_messages["invalid"] = "Enter an e-mail address, like name@example.org"
        self.fields["password"].label = "Password"
        self.fields["password"].help_text = ""
        self.fields["password"].error_messages["required"] = "Enter your password"


class NewPassword(forms.Form):
    """A new password, twice."""

    password = forms.CharField(
        label="New password",
        help_text="At least 12 characters. Three words that do not belong together are good.",
        error_messages={"required": "Enter a new password"},
    )
    again = forms.CharField(label="The same again", error_messages={"required": "Enter the password again"})

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_password(self) -> str:
        """Long enough, not among the common ones, not the person's own name."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.account)
        return password

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        given = self.cleaned_data
        if "password" in given and "again" in given and given["password"] != given["again"]:
            self.add_error("again", "The two passwords are not the same")
        return given


class ChangePassword(NewPassword):
    """A new password, and the present one."""

    present = forms.CharField(label="Present password", error_messages={"required": "Enter your present password"})
    field_order = ("present", "password", "again")

    def clean_present(self) -> str:
        """The present one is right."""
        present: str = self.cleaned_data["present"]
        if not self.account.check_password(present):
            raise forms.ValidationError("The present password is not right")
        return present
