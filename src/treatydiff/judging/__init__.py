"""The judge."""
from treatydiff.judging.newjudge import judge as judge
